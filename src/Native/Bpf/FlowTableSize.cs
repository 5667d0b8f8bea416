using NetMonitor.Native.Abi;

namespace NetMonitor.Native.Bpf;

/// <summary>How much room a NIC's flows have.</summary>
/// <param name="Slots">Per CPU and bank: a power of two.</param>
/// <param name="RingBytes">For flows that give way within a window: a power of two, and whole pages.</param>
public readonly record struct FlowTableSize(int Slots, int RingBytes)
{
    /// <summary>Bytes of maps for so many CPUs.</summary>
    public long MapBytes(int cpus) => (long)Slots * cpus * (int)NmLimit.Banks * System.Runtime.CompilerServices.Unsafe.SizeOf<NmFlow>() + RingBytes;
}
