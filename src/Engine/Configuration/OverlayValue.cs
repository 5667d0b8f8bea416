using System.Collections.Immutable;

namespace NetMonitor.Engine.Configuration;

/// <param name="Origin">How the user knows this value: the name of a flag or of a variable.</param>
/// <param name="Texts">One text, or the items of a list.</param>
public sealed record OverlayValue(string Path, string Origin, bool IsList, ImmutableArray<string> Texts);
