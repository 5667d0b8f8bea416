using System.Buffers;

namespace NetMonitor.Engine.Json;

/// <summary>Lines of comma-separated values (RFC 4180).</summary>
public static class Csv
{
    /// <summary>The media type, and that the first line has the names (RFC 4180, 3).</summary>
    public const string ContentType = "text/csv; charset=utf-8; header=present";

    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    /// <summary>With its end, CR LF.</summary>
    public static string Line(IEnumerable<string> values) => string.Join(',', values.Select(Quoted)) + "\r\n";

    private static string Quoted(string value) =>
        value.AsSpan().ContainsAny(Special) ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
}
