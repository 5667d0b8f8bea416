using System.Collections.Immutable;

namespace NetMonitor.Engine.Pbm;

/// <summary>A switch of a command; it takes one value, without blanks.</summary>
/// <param name="Name">What the value is.</param>
/// <param name="Spellings">The short one first.</param>
/// <param name="Value">The value's form, for people.</param>
/// <param name="Default">Null where there is none.</param>
public sealed record NetSwitch(
    string Name, ImmutableArray<string> Spellings, string Value, string Description, bool IsMandatory, bool IsRepeatable, string? Default);
