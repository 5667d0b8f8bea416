using System.Globalization;

namespace NetMonitor.Bench;

/// <summary>Prometheus's text format, as little of it as sums series up.</summary>
internal static class MetricsText
{
    /// <param name="labels">Each as it is written; all have to be there.</param>
    public static double Sum(string text, string metric, params string[] labels) => text.Split('\n')
        .Where(line => line.StartsWith(metric, StringComparison.Ordinal) && line[metric.Length..] is ['{' or ' ', ..])
        .Where(line => Array.TrueForAll(labels, label => line.Contains(label, StringComparison.Ordinal)))
        .Sum(line => double.Parse(line.AsSpan(line.LastIndexOf(' ') + 1), CultureInfo.InvariantCulture));
}
