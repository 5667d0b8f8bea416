namespace NetMonitor.Core.Traffic;

/// <summary>Both directions of one NIC, taken at one moment.</summary>
public sealed record TrafficCounters(DirectionCounters Rx, DirectionCounters Tx)
{
    public DirectionCounters this[Direction direction] => direction == Direction.Rx ? Rx : Tx;
}
