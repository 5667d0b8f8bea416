using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Interfaces;

/// <summary>What was counted, and what passed uncounted.</summary>
/// <param name="UncountedRx">See <see cref="InterfaceState.UncountedRx"/>.</param>
/// <param name="UncountedTx">As <paramref name="UncountedRx"/>.</param>
public sealed record Tally(TrafficCounters Counters, ulong UncountedRx, ulong UncountedTx)
{
    public static Tally Zero { get; } = new(TrafficCounters.Zero, 0, 0);

    public static Tally operator +(Tally a, Tally b) => new(a.Counters + b.Counters, a.UncountedRx + b.UncountedRx, a.UncountedTx + b.UncountedTx);

    public ulong Uncounted(Direction direction) => direction == Direction.Rx ? UncountedRx : UncountedTx;

    /// <summary>With what a NIC counted between two readings, as far as its place allows.</summary>
    /// <remarks>A NIC that was always in the total shares its counters with it, and costs no further addition.</remarks>
    public Tally After(TotalPlace place, Tally before, Tally now) => place switch
    {
        TotalPlace.Counted when ReferenceEquals(Counters, before.Counters) => this with
        {
            Counters = now.Counters,
            UncountedRx = UncountedRx + (now.UncountedRx - before.UncountedRx),
            UncountedTx = UncountedTx + (now.UncountedTx - before.UncountedTx),
        },
        TotalPlace.Counted => this + Between(before, now),
        TotalPlace.Sent => this + Between(before, now).Sent(),
        _ => this,
    };

    private Tally Sent() => new(Counters with { Rx = DirectionCounters.Zero }, 0, UncountedTx);

    private static Tally Between(Tally before, Tally now) =>
        new(now.Counters.Since(before.Counters), now.UncountedRx - before.UncountedRx, now.UncountedTx - before.UncountedTx);
}
