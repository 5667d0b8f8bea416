using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Engine.Snapshot;

/// <summary>One direction of one NIC, or of the host.</summary>
/// <param name="Rate">Null where two readings to take it from are missing.</param>
/// <param name="Utilisation">Share of the link's speed, from 0; null where either is unknown.</param>
/// <param name="Uncounted">See <see cref="InterfaceState.UncountedRx"/>.</param>
public sealed record DirectionView(Rate? Rate, double? Utilisation, DirectionCounters Counters, ulong Uncounted)
{
    /// <summary>Null before the first reading, and for the host.</summary>
    public CountSource? Source { get; init; }
}
