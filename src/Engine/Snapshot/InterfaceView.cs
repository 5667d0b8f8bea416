using System.Collections.Immutable;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Engine.Snapshot;

/// <summary>One NIC as it looks at one moment.</summary>
public sealed record InterfaceView(InterfaceState State, MonotonicTime Now)
{
    public InterfaceFlows Flows { get; init; } = InterfaceFlows.Of(State, null);

    /// <summary>Names of the devices that it lies on, as far as the kernel tells.</summary>
    public ImmutableArray<string> Below { get; init; } = [];

    /// <summary>Since the reading that the figures are of; null before the first one.</summary>
    public TimeSpan? Age => State.ReadAt is { } readAt ? Now - readAt : null;

    /// <summary>Why it is counted the way it is, or why it is not.</summary>
    public string Reason => State.Attachment?.Reason ?? State.Reason;

    /// <summary>The kernel's own counters; null before the first reading.</summary>
    public KernelCounters? Kernel => State.ReadAt is null ? null : State.Kernel;

    /// <summary>Null before the first reading: a zero would say that nothing passed.</summary>
    public DirectionView? this[Direction direction] => State.Source is not { } source ? null
        : direction == Direction.Rx
            ? new(source, State.Rates?.Rx, State.Rates?.RxUtilisation, State.Totals.Rx, State.UncountedRx)
            : new(source, State.Rates?.Tx, State.Rates?.TxUtilisation, State.Totals.Tx, State.UncountedTx);
}
