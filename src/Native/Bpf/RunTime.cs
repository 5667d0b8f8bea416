namespace NetMonitor.Native.Bpf;

/// <param name="Nanoseconds">Of all runs together. What the kernel needs to look at the clock is partly in it.</param>
/// <param name="Runs">Packets as the kernel passes them: one that was joined of many is one run.</param>
public readonly record struct RunTime(long Nanoseconds, long Runs)
{
    public static RunTime operator -(RunTime later, RunTime earlier) => new(later.Nanoseconds - earlier.Nanoseconds, later.Runs - earlier.Runs);
}
