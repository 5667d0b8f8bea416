using System.Runtime.InteropServices;

namespace NetMonitor.Native.Abi;

/// <summary>struct nm_control.</summary>
[StructLayout(LayoutKind.Explicit, Size = 64)]
public struct NmControl
{
    [FieldOffset(0)]
    public uint ActiveBank;

    [FieldOffset(8)]
    public ulong Zero;
}
