namespace NetMonitor.Engine.Capture;

/// <summary>What a section of the configuration says of the NICs that its pattern means; null where it says nothing.</summary>
/// <param name="Pattern">See <see cref="NicPattern"/>.</param>
/// <param name="IsEnabled">Whether they are counted at all.</param>
/// <param name="FlowSlots">As <see cref="FlowSpaceSettings.Slots"/>; 0 for none.</param>
public sealed record InterfaceSection(string Pattern, bool? IsEnabled, ModePolicy? Mode, TimeSpan? Interval, int? FlowSlots);
