namespace NetMonitor.Engine.Metrics;

/// <summary>What the process knows about itself at one moment.</summary>
/// <param name="StartedAt">Seconds since 1970.</param>
public sealed record ProcessFacts(string Version, string Runtime, double StartedAt, TimeSpan CpuTime, long ResidentBytes);
