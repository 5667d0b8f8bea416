using System.Buffers;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Flows;

/// <summary>What the closed window of one NIC delivered; <see cref="FlowWindowBuilder"/> makes it. It is a delta: each is folded once.</summary>
/// <remarks>Its memory is lent. Who folds it disposes of it, and then it has no flows any more; the accounts stay.
/// For one thread at a time.</remarks>
public sealed class FlowWindow : IDisposable
{
    private readonly int _length;
    private FlowSample[]? _flows;

    internal FlowWindow(string nic, MonotonicTime closedAt, FlowAccount rx, FlowAccount tx, FlowSample[] flows, int length)
    {
        (Nic, ClosedAt, Rx, Tx) = (nic, closedAt, rx, tx);
        (_flows, _length) = (flows, length);
    }

    public string Nic { get; }

    public MonotonicTime ClosedAt { get; }

    public FlowAccount Rx { get; }

    public FlowAccount Tx { get; }

    /// <summary>In no order. A 5-tuple may come several times: from several CPUs, from the table and from the ring.</summary>
    public ReadOnlySpan<FlowSample> Flows => _flows.AsSpan(0, _flows is null ? 0 : _length);

    public FlowAccount this[Direction direction] => direction == Direction.Rx ? Rx : Tx;

    public void Dispose()
    {
        if (_flows is { Length: > 0 } flows)
        {
            ArrayPool<FlowSample>.Shared.Return(flows);
        }

        _flows = null;
    }
}
