namespace NetMonitor.Engine.Flows;

/// <summary>What can be said about a question, as pbm's switches and the API's parameters have it.</summary>
/// <param name="Name">As the API has it; pbm's long spelling.</param>
/// <param name="Value">Its form, for people.</param>
/// <param name="Default">Null where there is none.</param>
public sealed record FlowOption(string Name, string Value, string Description, string? Default)
{
    public static FlowOption Interface { get; } = new("interface", "NAME", "the flows of one NIC; all without it", null);

    public static FlowOption Match { get; } = new(
        "match", "FIELD=VALUE,...", "the flows for which all of this holds, as src=10.0.0.0/8,port=443; all without it", null);

    public static FlowOption Count { get; } = new("n", "NUMBER", "rows at most, the largest first", "20");

    public static FlowOption FlowsGroup { get; } = new("group", "flow|conversation", "what is a row: one way of a 5-tuple, or both ways together", "flow");

    public static FlowOption TopGroup { get; } = new("group", "src|dst|pair|port|flow", "what flows are summed up by", "src");

    public static FlowOption By { get; } = new("by", "bytes|packets|flows", "what is large", "bytes");
}
