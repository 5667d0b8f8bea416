namespace NetMonitor.Bench;

/// <summary>The same work on several CPUs at once.</summary>
internal static class PinnedThreads
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
                Affinity.Pin(0, mine);
                start.SignalAndWait();
                results[mine] = work();
            });
            threads[cpu].Start();
        }

        Array.ForEach(threads, thread => thread.Join());
        return results;
    }
}
