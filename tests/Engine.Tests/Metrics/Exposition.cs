using System.Text;
using NetMonitor.Engine.Metrics;

namespace NetMonitor.Engine.Tests.Metrics;

internal static class Exposition
{
    public static async Task<string> Of(MetricRegistry registry)
    {
        using var stream = new MemoryStream();
        await registry.Collectors.CollectAndExportAsTextAsync(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Families by name, and the series of each by text: the library's order differs between runs.</summary>
    public static string Sorted(string text) => string.Concat(text
        .Split("# HELP ", StringSplitOptions.RemoveEmptyEntries)
        .Order(StringComparer.Ordinal)
        .Select(family => family.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        .SelectMany(lines => lines[..2].Concat(lines[2..].Order(StringComparer.Ordinal))
            .Select((line, index) => index == 0 ? $"# HELP {line}\n" : line + "\n")));
}
