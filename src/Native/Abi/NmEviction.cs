using System.Runtime.InteropServices;

namespace NetMonitor.Native.Abi;

/// <summary>struct nm_eviction: a flow that gave way to another one, in the ring.</summary>
[StructLayout(LayoutKind.Explicit, Size = 88)]
public struct NmEviction
{
    [FieldOffset(0)]
    public NmFlow Flow;

    /// <summary>In which it was counted.</summary>
    [FieldOffset(80)]
    public uint Bank;
}
