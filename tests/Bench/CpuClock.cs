namespace NetMonitor.Bench;

/// <summary>Processor time by the scheduler's clock, in nanoseconds, where /proc counts ticks of 10 ms.</summary>
internal static unsafe class CpuClock
{
    /// <summary>MAKE_PROCESS_CPUCLOCK(pid, CPUCLOCK_SCHED) of linux/posix-timers.h: all its threads, those that ended too.</summary>
    public static TimeSpan OfProcess(int pid) => Read((~pid << 3) | 2, $"the processor time of process {pid}");

    public static TimeSpan OfThisThread() => Read(SystemCalls.CLOCK_THREAD_CPUTIME_ID, "the thread's processor time");

    private static TimeSpan Read(int clock, string what)
    {
        SystemCalls.Timespec time;
        _ = SystemCalls.Check(SystemCalls.clock_gettime(clock, &time), what);
        return TimeSpan.FromTicks((time.tv_sec * TimeSpan.TicksPerSecond) + (time.tv_nsec / TimeSpan.NanosecondsPerTick));
    }
}
