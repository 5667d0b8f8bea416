using System.Collections.Immutable;
using NetMonitor.Engine.Flows;

namespace NetMonitor.Engine.Web;

/// <summary>A parameter of a query.</summary>
/// <param name="Value">Its form, for people.</param>
/// <param name="Default">Null where there is none.</param>
public sealed record ApiParameter(string Name, string Value, string Description, string? Default = null, bool IsRepeatable = false)
{
    /// <summary>What a whole number may be; null where the value is none.</summary>
    public (int Least, int Most)? Range { get; init; }

    /// <summary>All that it may be; empty where it may be anything.</summary>
    public ImmutableArray<string> Words => Range is null && Value.Contains('|', StringComparison.Ordinal) && Value == Value.ToLowerInvariant() ? [.. Value.Split('|')] : [];

    public static ApiParameter Of(FlowOption option) => new(option.Name, option.Value, option.Description, option.Default)
    {
        Range = option == FlowOption.Count ? (1, FlowFace.MostRows) : null,
    };
}
