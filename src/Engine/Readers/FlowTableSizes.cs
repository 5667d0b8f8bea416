using System.Numerics;
using NetMonitor.Native.Bpf;

namespace NetMonitor.Engine.Readers;

/// <summary>From a NIC's slots to those of each CPU: a CPU counts into a slice of its own.</summary>
public static class FlowTableSizes
{
    /// <summary>Fewer would make flows of one CPU give way to each other all the time.</summary>
    public const int LeastSlice = 512;

    /// <summary>At least so many slots over all CPUs, and more where they do not divide evenly.</summary>
    /// <param name="slots">Per bank.</param>
    public static FlowTableSize For(int slots, int cpus, int ringBytes)
    {
        var slice = (uint)((slots + cpus - 1) / cpus);
        return new FlowTableSize((int)Math.Max(LeastSlice, BitOperations.RoundUpToPowerOf2(slice)), ringBytes);
    }
}
