using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Engine.Snapshot;

/// <summary>One NIC as it looks at one moment.</summary>
public sealed record InterfaceView(InterfaceState State, MonotonicTime Now)
{
    /// <summary>Since the reading that the figures are of; null before the first one.</summary>
    public TimeSpan? Age => State.ReadAt is { } readAt ? Now - readAt : null;

    /// <summary>Why it is counted the way it is, or why it is not.</summary>
    public string Reason => State.Attachment?.Reason ?? State.Reason;

    /// <summary>The kernel's own counters; null before the first reading.</summary>
    public KernelCounters? Kernel => State.ReadAt is null ? null : State.Kernel;

    public DirectionView this[Direction direction] => direction == Direction.Rx
        ? new DirectionView(State.Rates?.Rx, State.Rates?.RxUtilisation, State.Totals.Rx, State.UncountedRx) { Source = State.Source }
        : new DirectionView(State.Rates?.Tx, State.Rates?.TxUtilisation, State.Totals.Tx, State.UncountedTx) { Source = State.Source };
}
