namespace NetMonitor.Engine.Capture;

/// <summary>Room for flows of some NICs only.</summary>
/// <param name="Pattern">See <see cref="NicPattern"/>.</param>
/// <param name="Slots">0 for none.</param>
public sealed record NamedSlots(string Pattern, int Slots);
