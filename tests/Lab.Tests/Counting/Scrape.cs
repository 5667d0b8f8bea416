using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace NetMonitor.Lab.Tests.Counting;

/// <summary>One answer of /metrics: value by <see cref="Series"/>.</summary>
internal sealed partial class Scrape
{
    private readonly ImmutableDictionary<string, double> _values;

    private Scrape(ImmutableDictionary<string, double> values) => _values = values;

    public static Scrape Parse(string text) => new(text
        .Split('\n')
        .Select(line => Line().Match(line))
        .Where(match => match.Success)
        .ToImmutableDictionary(
            match => match.Groups["series"].Value,
            match => double.Parse(match.Groups["value"].Value, CultureInfo.InvariantCulture)));

    /// <summary>As it is written in the exposition format: the name, then the labels in the order of their definition.</summary>
    public static string Series(string metric, params ReadOnlySpan<(string Label, string Value)> labels)
    {
        var parts = new List<string>();
        foreach (var (label, value) in labels)
        {
            parts.Add($"{label}=\"{value}\"");
        }

        return $"{metric}{{{string.Join(',', parts)}}}";
    }

    /// <summary>0 for a series that is not there.</summary>
    public long this[string series] => (long)_values.GetValueOrDefault(series);

    /// <summary>The value of a series with these two labels alone.</summary>
    public long Of(string metric, string nic, string direction) => this[Series(metric, ("interface", nic), ("direction", direction))];

    /// <summary>How many series of a metric have all of these labels.</summary>
    public int SeriesWith(string metric, params (string Label, string Value)[] labels) => _values.Keys.Count(series =>
        series.StartsWith(metric + "{", StringComparison.Ordinal)
        && labels.All(label => series.Contains($"{label.Label}=\"{label.Value}\"", StringComparison.Ordinal)));

    /// <summary>The sum over all protocols and IP versions of one NIC's direction.</summary>
    public long SumOverClasses(string metric, string nic, string direction)
    {
        var start = Series(metric, ("interface", nic), ("direction", direction))[..^1] + ",protocol=";
        return (long)_values.Where(series => series.Key.StartsWith(start, StringComparison.Ordinal)).Sum(series => series.Value);
    }

    /// <summary>All series of counters whose name begins so, without those metrics.</summary>
    public IReadOnlyDictionary<string, long> Counters(string prefix, IReadOnlyCollection<string> without) => _values
        .Where(series => series.Key.StartsWith(prefix, StringComparison.Ordinal)
            && series.Key[..series.Key.IndexOf('{', StringComparison.Ordinal)] is var name
            && name.EndsWith("_total", StringComparison.Ordinal) && !without.Contains(name))
        .ToDictionary(series => series.Key, series => (long)series.Value);

    /// <summary>All series of these metrics that are not zero.</summary>
    public ImmutableDictionary<string, long> NonZero(IReadOnlySet<string> metrics) => _values
        .Where(series => series.Value != 0 && metrics.Contains(series.Key[..series.Key.IndexOf('{', StringComparison.Ordinal)]))
        .ToImmutableDictionary(series => series.Key, series => (long)series.Value);

    [GeneratedRegex(@"^(?<series>[a-z_]+\{.*\}) (?<value>\S+)$")]
    private static partial Regex Line();
}
