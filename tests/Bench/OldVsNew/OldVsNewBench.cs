using System.Text.Json;
using NetMonitor.Lab;

namespace NetMonitor.Bench.OldVsNew;

/// <summary>What the ancestor was before XDP, a libpcap capture that counts in user space, beside the product on the same traffic.</summary>
internal static class OldVsNewBench
{
    private const int RoundsOfEach = 3;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(0.6);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.3);

    /// <summary>Rising, the last as fast as it goes.</summary>
    private static readonly Pace[] Paces = [.. new[] { 20_000, 50_000, 100_000, 200_000, 0 }.Select(rate => new Pace(rate, Window))];

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <returns>What stands in the way; null when it ran.</returns>
    public static async Task<string?> RunAsync(TextWriter output, CancellationToken stop)
    {
        if (CpuSplit.Of(Environment.ProcessorCount) is not { } cpus)
        {
            return "it takes two CPUs: one that sends, one that counts";
        }

        if (!Libpcap.IsThere)
        {
            return "libpcap is not there; apt-get install libpcap0.8";
        }

        var traffic = ReplayedFrames.Take();
        var stations = new List<Station>();
        try
        {
            Describe(traffic, cpus, output);
            await OpenAsync(stations, traffic, cpus, output, stop);
            var rows = await MeasureAsync(stations, stop);
            OldVsNewTable.Write(rows, output);
            Finish(rows, output);
            return null;
        }
        finally
        {
            stations.ForEach(station => station.Dispose());
        }
    }

    private static void Describe(ReplayedFrames traffic, CpuSplit cpus, TextWriter output)
    {
        output.WriteLine($"{Machine.Describe()}; {cpus}; {traffic.Source}, {traffic.Frames.Count} frames of {traffic.MeanLength:F0} bytes on average, over a veth pair for each tool; {RoundsOfEach} interleaved rounds of {Window.TotalSeconds} s");
        output.WriteLine($"the kernel receives on the sender's CPU; \"1 CPU\": the tool runs there too; delivered and seen are per second in the quickest round, seen % of all rounds, way the least; x: times {Tools.Capture}");
    }

    private static async Task OpenAsync(List<Station> stations, ReplayedFrames traffic, CpuSplit cpus, TextWriter output, CancellationToken stop)
    {
        foreach (var (name, nic, start) in Tools.All)
        {
            if (Tools.Missing(name) is { } missing)
            {
                output.WriteLine($"without {name}: {missing}");
                continue;
            }

            try
            {
                stations.Add(await Station.OpenAsync(name, nic, start, traffic.Frames, cpus, stop));
            }
            catch (InvalidOperationException e) when (Tools.IsForScale(name))
            {
                output.WriteLine($"without {name}: {e.Message}");
            }
        }
    }

    private static async Task<List<OldVsNewRow>> MeasureAsync(List<Station> stations, CancellationToken stop)
    {
        var programs = new Dictionary<(Station, Pace), double?>();
        foreach (var station in stations)
        {
            foreach (var pace in Paces)
            {
                programs[(station, pace)] = await station.WarmUpAsync(pace with { Duration = WarmUp }, stop);
            }

            await station.CatchUpAsync(stop);
        }

        var trials = await RoundsAsync(stations, [.. Paces.Select(pace => new Setting(pace, OnOneCpu: false))], stop);
        stations.ForEach(station => station.ShareCpu());
        trials.AddRange(await RoundsAsync(stations, [new Setting(Paces[^1], OnOneCpu: true)], stop));
        return
        [
            .. from trial in trials
               group trial.Trial by (trial.Station, trial.Trial.Setting) into same
               let alone = trials.Where(trial => trial.Station.Name == Tools.Nobody && trial.Trial.Setting == same.Key.Setting)
               select Rounds.Row(same.Key.Station.Name, [.. same], [.. alone.Select(trial => trial.Trial)], programs[(same.Key.Station, same.Key.Setting.Pace)]),
        ];
    }

    private static async Task<List<(Station Station, Trial Trial)>> RoundsAsync(List<Station> stations, Setting[] settings, CancellationToken stop)
    {
        var trials = new List<(Station, Trial)>();
        for (var round = 0; round < RoundsOfEach; round++)
        {
            foreach (var setting in settings)
            {
                foreach (var station in stations)
                {
                    trials.Add((station, await station.RunAsync(setting, stop)));
                }
            }
        }

        return trials;
    }

    private static void Finish(List<OldVsNewRow> rows, TextWriter output)
    {
        var old = rows.Where(row => row.Tool == Tools.Capture).ToList();
        (string Tool, Verdict Verdict)[] verdicts =
        [
            .. from claim in Claim.Ancestors
               from tool in rows.Select(row => row.Tool).Distinct().Where(Tools.IsOurs)
               select (tool, Verdict.Of(claim, old, rows.Where(row => row.Tool == tool))),
        ];
        OldVsNewTable.Write(verdicts, output);
        Write("old-vs-new.json", rows, output);
        Write("old-vs-new-claims.json", verdicts.Select(row => new VerdictRow(
            row.Verdict.Claim.Name, row.Verdict.Claim.Percent, row.Verdict.Claim.Means, Tools.Capture, row.Tool, row.Verdict.Word,
            row.Verdict.Changes.ToDictionary(change => change.Setting, change => Math.Round(change.Change * 100, 1)))), output);
    }

    private static void Write<T>(string file, IEnumerable<T> rows, TextWriter output)
    {
        var path = Path.Combine(LabPaths.Root, "artifacts", "bench", file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, JsonSerializer.Serialize(rows, Indented));
        output.WriteLine($"written to {Path.GetRelativePath(LabPaths.Root, path)}");
    }
}
