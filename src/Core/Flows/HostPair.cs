namespace NetMonitor.Core.Flows;

/// <summary>What one host sent to another.</summary>
public readonly record struct HostPair(HostAddress Source, HostAddress Destination, ulong Bytes);
