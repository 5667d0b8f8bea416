namespace NetMonitor.Bench.OldVsNew;

/// <summary>From trials to rows. Pure.</summary>
internal static class Rounds
{
    /// <param name="trials">Of one tool in one setting.</param>
    /// <param name="alone">Nobody's in the same setting: what the tool's load is taken from.</param>
    /// <param name="programNs">The tool's programs per packet.</param>
    public static OldVsNewRow Row(string tool, IReadOnlyList<Trial> trials, IReadOnlyList<Trial> alone, double? programNs)
    {
        var setting = trials[0].Setting;
        var toolNs = setting.OnOneCpu ? null : ToolNs(trials);
        return new OldVsNewRow(
            tool, setting.Name, setting.Pace.IsUnbounded ? null : setting.Pace.PerSecond, setting.OnOneCpu, trials.Count,
            trials.Sum(trial => trial.Sending.Packets),
            trials.Sum(trial => trial.Delivered),
            Sum(trials),
            Math.Round(trials.Max(trial => trial.Sending.PerSecond)),
            Math.Round(trials.Max(trial => trial.DeliveredPerSecond)),
            Rounded(trials.Max(trial => trial.SeenPerSecond), 0),
            Rounded(toolNs, 1),
            Rounded(programNs, 1),
            Rounded(toolNs + (programNs ?? 0), 1),
            Math.Round(WayNs(trials), 1),
            tool == Tools.Nobody ? null : Rounded(WayNs(trials) - WayNs(alone), 1),
            Math.Round(Median(trials, trial => trial.MachineBusy)!.Value * 100, 1),
            (long?)Median(trials, trial => trial.Rss),
            (long?)Median(trials, trial => trial.RssWithoutBpf));
    }

    /// <summary>Null where there is none; of two in the middle the upper one.</summary>
    internal static double? Median<T>(IEnumerable<T> values, Func<T, double?> figure)
    {
        double[] known = [.. values.Select(figure).OfType<double>().Order()];
        return known.Length == 0 ? null : known[known.Length / 2];
    }

    /// <summary>Over all rounds, for a tool that works once a second has much to do in one round and nothing in another.</summary>
    private static double? ToolNs(IReadOnlyList<Trial> trials) => Sum(trials) is { } seen and > 0
        ? trials.Aggregate(TimeSpan.Zero, (sum, trial) => sum + (trial.ToolCpu ?? TimeSpan.Zero)).TotalNanoseconds / seen
        : null;

    /// <summary>The least: what else goes on in the machine can only add to it.</summary>
    private static double WayNs(IReadOnlyList<Trial> trials) => trials.Min(trial => trial.WayNs);

    private static long? Sum(IReadOnlyList<Trial> trials) => trials.All(trial => trial.Seen is null) ? null : trials.Sum(trial => trial.Seen);

    private static double? Rounded(double? value, int digits) => value is { } known ? Math.Round(known, digits) : null;
}
