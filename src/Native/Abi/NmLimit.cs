namespace NetMonitor.Native.Abi;

/// <summary>enum nm_limit.</summary>
public enum NmLimit
{
    Banks = 2,
    Directions = 2,
    MaxTags = 4,
    MaxExtensions = 8,
    TagCounts = MaxTags + 1,
    TcpFlagSets = 64,
    SizeShift = 6,
    SizeBuckets = 26,
    ClassSlots = 32,
}
