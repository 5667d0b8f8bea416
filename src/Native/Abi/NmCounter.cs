using System.Runtime.InteropServices;

namespace NetMonitor.Native.Abi;

/// <summary>struct nm_counter.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
public struct NmCounter
{
    [FieldOffset(0)]
    public ulong Packets;

    [FieldOffset(8)]
    public ulong Bytes;
}
