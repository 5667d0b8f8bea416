namespace NetMonitor.Engine.Capture;

/// <summary>A mode for some NICs only.</summary>
/// <param name="Pattern">See <see cref="NicPattern"/>.</param>
public sealed record NamedMode(string Pattern, ModePolicy Mode);
