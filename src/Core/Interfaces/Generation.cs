namespace NetMonitor.Core.Interfaces;

/// <summary>Names one account of one NIC: a series of absolute counters, which goes on from one attachment to the next where what is pinned is gone on with. Counters
/// of two generations are never compared with each other.</summary>
/// <param name="Value">Grows with every account begun on this host.</param>
public readonly record struct Generation(long Value);
