using NetMonitor.Lab;

namespace NetMonitor.Bench.OldVsNew;

/// <summary>The product, as <c>build.sh</c> leaves it.</summary>
internal sealed class AgentTool : ITool, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Two readings and more.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(2.5);

    private readonly AgentRun _run;
    private readonly string _nic;

    private AgentTool(AgentRun run, string nic) => (_run, _nic) = (run, nic);

    public int? ProcessId => _run.Id;

    /// <param name="mode">Of <c>--mode</c>.</param>
    public static async Task<AgentTool> StartAsync(
        VethEnd nic, string mode, CpuSplit cpus, IReadOnlyDictionary<string, string> environment, CancellationToken stop)
    {
        var run = new AgentRun(nic.Namespace, ["--mode", mode], environment, cpus);
        _ = await run.AnswersAsync("readyz", stop);
        return new AgentTool(run, nic.Name);
    }

    public async Task<long?> SeenAsync(long enough, CancellationToken stop)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var seen = MetricsText.Sum(await _run.MetricsAsync(stop), "network_packets_total", $"interface=\"{_nic}\"", "direction=\"rx\"") ?? 0;
            if (seen >= enough || TimeProvider.System.GetElapsedTime(since) > Bound)
            {
                return (long)seen;
            }

            await Task.Delay(Pause, stop);
        }
    }

    public TimeSpan? ProgramTime() => ProgramRunTime.Of(_run.Id);

    public void Dispose() => _run.Dispose();
}
