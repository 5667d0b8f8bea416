namespace NetMonitor.Core.Interfaces;

/// <summary>Names one attachment of our programs to one NIC. Counters of two generations are never compared with each other.</summary>
/// <param name="Value">Grows with every attachment made on this host.</param>
public readonly record struct Generation(long Value);
