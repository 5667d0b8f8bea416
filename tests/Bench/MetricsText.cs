using System.Globalization;

namespace NetMonitor.Bench;

/// <summary>Prometheus's text format, as little of it as sums series up.</summary>
internal static class MetricsText
{
    /// <param name="labels">Each as it is written; all have to be there.</param>
    /// <returns>Null when there is no such series.</returns>
    public static double? Sum(string text, string metric, params string[] labels)
    {
        double[] values =
        [
            .. from line in text.Split('\n')
               where line.StartsWith(metric, StringComparison.Ordinal) && line[metric.Length..] is ['{' or ' ', ..]
               where Array.TrueForAll(labels, label => line.Contains(label, StringComparison.Ordinal))
               select double.Parse(line.AsSpan(line.LastIndexOf(' ') + 1), CultureInfo.InvariantCulture),
        ];
        return values.Length == 0 ? null : values.Sum();
    }
}
