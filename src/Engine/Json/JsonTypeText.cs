namespace NetMonitor.Engine.Json;

/// <summary>A type in words, for people.</summary>
public static class JsonTypeText
{
    /// <param name="link">How the document writes a reference to another shape.</param>
    /// <param name="value">How it writes one value of several.</param>
    public static string Of(JsonType type, Func<JsonShape, string> link, Func<string, string> value)
    {
        var one = type switch
        {
            { Shape: { } shape } => link(shape),
            { Values.IsEmpty: false } => string.Join(", ", type.Values.Select(value)),
            { Format: "date-time" } => "date and time",
            _ => type.Kind.ToString().ToLowerInvariant(),
        };
        return (type.IsList ? "list of " : "") + one + (type.IsNullable ? " or null" : "");
    }
}
