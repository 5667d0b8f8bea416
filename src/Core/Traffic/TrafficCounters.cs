using NetMonitor.Core.Summaries;

namespace NetMonitor.Core.Traffic;

/// <summary>Both directions of one NIC, taken at one moment. Addition is element-wise, with <see cref="Zero"/> as its identity.</summary>
public sealed record TrafficCounters(DirectionCounters Rx, DirectionCounters Tx) : IMergeable<TrafficCounters>
{
    public static TrafficCounters Zero { get; } = new(DirectionCounters.Zero, DirectionCounters.Zero);

    static TrafficCounters IMergeable<TrafficCounters>.Empty => Zero;

    public DirectionCounters this[Direction direction] => direction == Direction.Rx ? Rx : Tx;

    public static TrafficCounters operator +(TrafficCounters a, TrafficCounters b) => new(a.Rx + b.Rx, a.Tx + b.Tx);

    TrafficCounters IMergeable<TrafficCounters>.Merge(TrafficCounters other) => this + other;

    /// <summary>No figure is lower than in <paramref name="previous"/>: the same counters, not reset in between.</summary>
    public bool Covers(TrafficCounters previous) => Rx.Covers(previous.Rx) && Tx.Covers(previous.Tx);

    /// <summary>What was counted after <paramref name="previous"/>. Both directions share one attachment: where either was reset, all
    /// that both show was counted since.</summary>
    public TrafficCounters Since(TrafficCounters previous) =>
        Covers(previous) ? new(Rx.Minus(previous.Rx), Tx.Minus(previous.Tx)) : this;
}
