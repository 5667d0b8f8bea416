using System.Collections.Immutable;

namespace NetMonitor.Engine.Json;

/// <summary>What the value of a member may be.</summary>
/// <param name="Format">As in JSON Schema (<c>uint64</c>, <c>date-time</c>); empty for none.</param>
/// <param name="Values">All that a string may say; empty where it may say anything.</param>
/// <param name="Shape">Of an object, or of the items of a list of objects.</param>
public sealed record JsonType(
    JsonKind Kind,
    string Format = "",
    bool IsNullable = false,
    bool IsList = false,
    ImmutableArray<string> Values = default,
    JsonShape? Shape = null)
{
    public ImmutableArray<string> Values { get; } = Values.IsDefault ? [] : Values;
}
