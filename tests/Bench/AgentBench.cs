using System.Globalization;
using System.Text.Json;
using NetMonitor.Lab;

namespace NetMonitor.Bench;

/// <summary>What the program costs, read every second: while nothing happens, and with a hundred thousand flows active. What the kernel does for each
/// packet is not the program's: <see cref="PacketBench"/> measures that.</summary>
internal static class AgentBench
{
    private const int Starts = 3;
    private const int Samples = 5;

    /// <summary>What is compiled and collected once at the beginning is no part of the steady state.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan BetweenSamples = TimeSpan.FromSeconds(1);

    /// <summary>Two readings, so that what was delivered is read.</summary>
    private static readonly TimeSpan Reading = TimeSpan.FromSeconds(2);

    public static async Task RunAsync(TextWriter output, CancellationToken stop)
    {
        var machine = Machine.Describe();
        var cpus = CpuSplit.Of(Environment.ProcessorCount);
        output.WriteLine($"{machine}; veth NICs, --interval 1s; processor time over {Window.TotalSeconds} s, times the median of {Starts}, memory the median of {Samples}");
        output.WriteLine($"with flows: each sends at least one packet per second, {(cpus is null ? "not measured, for that takes two CPUs" : $"{cpus}; the kernel's work per packet is on the sender's")}");
        output.WriteLine($"{"NICs",4}{"flows",8}{"count",7}{"pps",9}{"seen %",8}{"held",8}{"over %",8}{"CPU %",8}{"RSS MB",9}{"w/o BPF",9}{"anon",8}{"private",9}{"dirty",8}{"BPF kB",8}{"threads",9}{"fds",6}{"/metrics s",12}{"ready s",9}{"end s",7}");
        var rows = new List<AgentRow>();
        foreach (var load in AgentLoad.All.Where(load => load.Flows == 0 || cpus is not null))
        {
            var row = await MeasureAsync(load, load.Flows == 0 ? null : cpus, stop);
            rows.Add(row);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Nics,4}{row.Flows,8}{(row.CountsFlows ? "on" : "off"),7}{row.PacketsPerSecond,9:F0}{row.SeenShare * 100,8:F2}{row.HeldFlows,8}{row.OverflowShare * 100,8:F2}{row.CpuPercent,8:F2}{Mega(row.Rss),9:F1}{Mega(row.RssWithoutBpf),9:F1}{Mega(row.Anonymous),8:F1}{Mega(row.Private),9:F1}{Mega(row.PrivateDirty),8:F1}{row.BpfMapped,8}{row.Threads,9}{row.Descriptors,6}{row.FirstMetrics,12:F2}{row.Ready,9:F2}{row.End,7:F2}"));
        }

        Write(machine, rows, output);
    }

    private static async Task<AgentRow> MeasureAsync(AgentLoad load, CpuSplit? cpus, CancellationToken stop)
    {
        using var lab = VethLab.Create([.. Enumerable.Range(0, load.Nics).Select(number => $"idle{number}")]);
        var (first, ready, end) = (new List<double>(), new List<double>(), new List<double>());
        for (var start = 1; ; start++)
        {
            using var run = new AgentRun(lab.Host, environment: load.Environment, cpus: cpus);
            first.Add(await run.AnswersAsync("metrics", stop));
            ready.Add(await run.AnswersAsync("readyz", stop));
            if (start < Starts)
            {
                end.Add(run.End());
                continue;
            }

            var window = await WindowAsync(load, lab, run, cpus, stop);
            end.Add(run.End());
            var sample = window.Sample;
            return new AgentRow(
                load.Nics, load.Flows, load.CountsFlows, Math.Round(window.PacketsPerSecond), window.SeenShare, window.HeldFlows, window.OverflowShare,
                Math.Round(window.CpuPercent, 2),
                sample.Rss, sample.Rss - sample.BpfResident, sample.Anonymous, sample.Private, sample.Dirty,
                sample.BpfMapped, sample.Threads, sample.Descriptors, Median(first), Median(ready), Median(end));
        }
    }

    private static async Task<AgentWindow> WindowAsync(AgentLoad load, VethLab lab, AgentRun run, CpuSplit? cpus, CancellationToken stop)
    {
        if (load.Flows == 0 || cpus is null)
        {
            return await SteadyAsync(run.Id, stop);
        }

        var before = Delivered(lab);
        var longest = Settling + Window + (BetweenSamples * Samples * 2);
        await using var traffic = FlowTraffic.Start(lab, load.Flows, cpus, longest);
        var window = await SteadyAsync(run.Id, stop);
        var pace = await traffic.EndAsync();
        await Task.Delay(Reading, stop);
        var (metrics, delivered) = (await run.MetricsAsync(stop), Delivered(lab) - before);
        return window with
        {
            PacketsPerSecond = pace,
            SeenShare = Share(MetricsText.Sum(metrics, "network_packets_total", "direction=\"rx\"")),
            HeldFlows = MetricsText.Sum(metrics, "netmonitor_flow_ledger_flows"),
            OverflowShare = Share(MetricsText.Sum(metrics, "netmonitor_flow_overflow_packets_total")),
        };

        double? Share(double? packets) => packets is { } known ? Math.Round(known / delivered, 6) : null;
    }

    private static double Delivered(VethLab lab) => lab.Nics.Sum(nic => (double)nic.Host.Statistics().RxPackets);

    private static async Task<AgentWindow> SteadyAsync(int pid, CancellationToken stop)
    {
        await Task.Delay(Settling, stop);
        var (before, from) = (CpuClock.OfProcess(pid), TimeProvider.System.GetTimestamp());
        await Task.Delay(Window, stop);
        var cpu = (CpuClock.OfProcess(pid) - before) / TimeProvider.System.GetElapsedTime(from) * 100;
        var samples = new List<ProcessSample>();
        for (var left = Samples; left > 0; left--)
        {
            samples.Add(ProcessSample.Of(pid));
            await Task.Delay(BetweenSamples, stop);
        }

        return new AgentWindow(cpu, ProcessSample.Median(samples));
    }

    private static double Median(List<double> values) => Math.Round(values.Order().ElementAt(values.Count / 2), 3);

    /// <summary>By 1024, as /proc counts kB.</summary>
    private static double Mega(long kilo) => kilo / 1024.0;

    private static void Write(string machine, List<AgentRow> rows, TextWriter output)
    {
        var path = Path.Combine(LabPaths.Root, "artifacts", "bench", "agent.json");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, JsonSerializer.Serialize(new { machine, rows }, new JsonSerializerOptions { WriteIndented = true }));
        output.WriteLine($"written to {Path.GetRelativePath(LabPaths.Root, path)}");
    }
}
