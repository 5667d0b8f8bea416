namespace NetMonitor.Lab.Tests.Counting;

/// <summary>A super-packet, and what each of its wire packets must be counted as.</summary>
public sealed record GsoKind(GsoFrame Frame, string Protocol, string IpVersion, int Tags = 0);
