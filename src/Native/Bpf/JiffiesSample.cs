namespace NetMonitor.Native.Bpf;

/// <summary>The kernel's jiffies, and the time right after they were asked for.</summary>
/// <param name="Jiffies">The low half, as in <see cref="Abi.NmFlow.First"/>.</param>
/// <param name="Nanoseconds">Of CLOCK_MONOTONIC.</param>
public readonly record struct JiffiesSample(uint Jiffies, long Nanoseconds);
