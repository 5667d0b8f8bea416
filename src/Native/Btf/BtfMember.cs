namespace NetMonitor.Native.Btf;

/// <summary>One member of a struct, in bytes. The size covers whole arrays.</summary>
public sealed record BtfMember(string Name, int Offset, int Size);
