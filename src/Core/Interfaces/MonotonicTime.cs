namespace NetMonitor.Core.Interfaces;

/// <summary>A moment of the kernel's CLOCK_MONOTONIC.</summary>
public readonly record struct MonotonicTime(long Nanoseconds)
{
    public static TimeSpan operator -(MonotonicTime later, MonotonicTime earlier) =>
        TimeSpan.FromTicks((later.Nanoseconds - earlier.Nanoseconds) / TimeSpan.NanosecondsPerTick);
}
