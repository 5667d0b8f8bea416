namespace NetMonitor.Bench;

/// <summary>What was seen of the running program over the window.</summary>
/// <param name="CpuPercent">Of one core.</param>
/// <param name="SeenShare">Packets it counted per packet delivered; null when there were none.</param>
internal sealed record AgentWindow(double CpuPercent, double? SeenShare, ProcessSample Sample);
