using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetMonitor.Native.Abi;

/// <summary>struct nm_slices: by CPU, its slice of the flow table plus one; 0 for none.</summary>
[StructLayout(LayoutKind.Explicit, Size = 2 * (int)NmLimit.MaxCpus)]
public struct NmSlices
{
    [FieldOffset(0)]
    public PerCpu OfCpu;

    [InlineArray((int)NmLimit.MaxCpus)]
    public struct PerCpu
    {
        private ushort _first;
    }
}
