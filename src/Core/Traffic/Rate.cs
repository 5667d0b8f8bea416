namespace NetMonitor.Core.Traffic;

/// <summary>Packets and bits per second between two readings. Never negative.</summary>
public readonly record struct Rate(double PacketsPerSecond, double BitsPerSecond);
