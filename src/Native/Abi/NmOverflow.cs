namespace NetMonitor.Native.Abi;

/// <summary>enum nm_overflow: why packets of a flow are in no flow.</summary>
public enum NmOverflow
{
    /// <summary>Their flow gave way to another one, and the ring had no room for it.</summary>
    RingFull,

    /// <summary>Counted by a CPU that has no part of the flow table.</summary>
    NoSlice,

    /// <summary>The addresses could not be read a second time; not known to happen.</summary>
    NoKey,

    Overflows,
}
