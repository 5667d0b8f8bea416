using System.Runtime.InteropServices;

namespace NetMonitor.Bench;

/// <summary>The same work on several CPUs at once.</summary>
internal static partial class PinnedThreads
{
    /// <summary>By CPU, from 0: what the work returned there. All begin together.</summary>
    public static double[] Run(int cpus, Func<double> work)
    {
        var results = new double[cpus];
        using var start = new Barrier(cpus);
        var threads = new Thread[cpus];
        for (var cpu = 0; cpu < cpus; cpu++)
        {
            var mine = cpu;
            threads[cpu] = new Thread(() =>
            {
                Pin(mine);
                start.SignalAndWait();
                results[mine] = work();
            });
            threads[cpu].Start();
        }

        Array.ForEach(threads, thread => thread.Join());
        return results;
    }

    private static unsafe void Pin(int cpu)
    {
        var mask = 1ul << cpu;
        if (SetAffinity(0, sizeof(ulong), &mask) != 0)
        {
            throw new InvalidOperationException($"CPU {cpu} cannot be had: errno {Marshal.GetLastPInvokeError()}");
        }
    }

    /// <summary>man 2 sched_setaffinity; 0 is the calling thread.</summary>
    [LibraryImport("libc", EntryPoint = "sched_setaffinity", SetLastError = true)]
    private static unsafe partial int SetAffinity(int thread, nuint size, ulong* mask);
}
