using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;
using NetMonitor.Engine.Metrics;

namespace NetMonitor.Engine.Snapshot;

/// <summary>One direction of one NIC, or of the host.</summary>
/// <param name="Source">Where the counts come from; of a host, the source that can tell most.</param>
/// <param name="Rate">Null where two readings to take it from are missing.</param>
/// <param name="Utilisation">Share of the link's speed, from 0; null where either is unknown.</param>
/// <param name="Uncounted">See <see cref="InterfaceState.UncountedRx"/>.</param>
public sealed record DirectionView(CountSource Source, Rate? Rate, double? Utilisation, DirectionCounters Counters, ulong Uncounted)
{
    /// <summary>Whether more is known than how many packets there were.</summary>
    public bool HasDetails => TrafficLabels.HasDetails(Source);
}
