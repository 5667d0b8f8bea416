namespace NetMonitor.Bench;

/// <summary>Who runs on which CPU. Of the first 64 CPUs.</summary>
internal static unsafe class Affinity
{
    /// <param name="thread">0 for the calling one.</param>
    public static void Pin(int thread, int cpu)
    {
        var mask = 1ul << cpu;
        _ = SystemCalls.Check(SystemCalls.sched_setaffinity(thread, sizeof(ulong), &mask), $"CPU {cpu} for thread {thread}");
    }
}
