using System.Globalization;
using System.Text.Json;
using NetMonitor.Lab;

namespace NetMonitor.Bench;

/// <summary>What the program costs while nothing happens: with 1, 16 and 64 veth NICs, read every second.</summary>
internal static class AgentBench
{
    private const int Starts = 3;
    private const int Samples = 5;

    /// <summary>What is compiled and collected once at the beginning is no part of the steady state.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan BetweenSamples = TimeSpan.FromSeconds(1);

    private static readonly int[] Sizes = [1, 16, 64];

    public static async Task RunAsync(TextWriter output, CancellationToken stop)
    {
        var machine = Machine.Describe();
        output.WriteLine($"{machine}; idle veth NICs, --interval 1s; processor time over {Window.TotalSeconds} s, times the median of {Starts}, memory the median of {Samples}");
        output.WriteLine($"{"NICs",4}{"CPU %",8}{"RSS MB",9}{"w/o BPF",9}{"anon",8}{"private",9}{"dirty",8}{"BPF kB",8}{"threads",9}{"fds",6}{"/metrics s",12}{"ready s",9}{"end s",7}");
        var rows = new List<AgentRow>();
        foreach (var size in Sizes)
        {
            var row = await MeasureAsync(size, stop);
            rows.Add(row);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Nics,4}{row.CpuPercent,8:F2}{Mega(row.Rss),9:F1}{Mega(row.RssWithoutBpf),9:F1}{Mega(row.Anonymous),8:F1}{Mega(row.Private),9:F1}{Mega(row.PrivateDirty),8:F1}{row.BpfMapped,8}{row.Threads,9}{row.Descriptors,6}{row.FirstMetrics,12:F2}{row.Ready,9:F2}{row.End,7:F2}"));
        }

        Write(machine, rows, output);
    }

    private static async Task<AgentRow> MeasureAsync(int size, CancellationToken stop)
    {
        using var lab = VethLab.Create([.. Enumerable.Range(0, size).Select(number => $"idle{number}")]);
        var (first, ready, end) = (new List<double>(), new List<double>(), new List<double>());
        for (var start = 1; ; start++)
        {
            using var run = new AgentRun(lab.Host);
            first.Add(await run.AnswersAsync("metrics", stop));
            ready.Add(await run.AnswersAsync("readyz", stop));
            if (start < Starts)
            {
                end.Add(run.End());
                continue;
            }

            var (cpu, sample) = await SteadyAsync(run.Id, stop);
            end.Add(run.End());
            return new AgentRow(
                size, Math.Round(cpu, 2), sample.Rss, sample.Rss - sample.BpfResident, sample.Anonymous, sample.Private, sample.Dirty,
                sample.BpfMapped, sample.Threads, sample.Descriptors, Median(first), Median(ready), Median(end));
        }
    }

    private static async Task<(double CpuPercent, ProcessSample Sample)> SteadyAsync(int pid, CancellationToken stop)
    {
        await Task.Delay(Settling, stop);
        var (before, from) = (ProcessSample.Cpu(pid), TimeProvider.System.GetTimestamp());
        await Task.Delay(Window, stop);
        var cpu = (ProcessSample.Cpu(pid) - before) / TimeProvider.System.GetElapsedTime(from) * 100;
        var samples = new List<ProcessSample>();
        for (var left = Samples; left > 0; left--)
        {
            samples.Add(ProcessSample.Of(pid));
            await Task.Delay(BetweenSamples, stop);
        }

        return (cpu, ProcessSample.Median(samples));
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
