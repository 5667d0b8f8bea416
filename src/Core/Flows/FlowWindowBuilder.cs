using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Flows;

/// <summary>Collects the flows of one NIC's closed window in lent memory, and sums them up by class on the way. For one thread at a time;
/// after <see cref="Close"/> it is as new.</summary>
public sealed class FlowWindowBuilder
{
    private const int FirstLength = 256;

    private readonly Count[] _inFlows = new Count[2 * TrafficClass.All.Length];
    private FlowSample[] _flows = [];
    private int _length;

    /// <summary>Of the last window: the next one is mostly like it, and needs no smaller arrays first.</summary>
    private int _expected;

    /// <summary>Flows without packets are none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Direction direction, in FlowKey key, in FlowCounts counts)
    {
        if (counts.IsEmpty)
        {
            return;
        }

        if (_length == _flows.Length)
        {
            Grow();
        }

        _flows[_length++] = new(direction, key, counts);
        ref var sum = ref _inFlows[((int)direction * TrafficClass.All.Length) + IpProtocol.Class(key.Protocol, key.Version).Index];
        sum += new Count(counts.Packets, counts.Bytes);
    }

    /// <param name="rx">Without <see cref="FlowAccount.InFlows"/>, which is what was added here.</param>
    /// <param name="tx">As <paramref name="rx"/>.</param>
    /// <param name="rest">Why flows are missing that were counted, where it is known that they may be: they become overflow. Null where none may be missing, so that
    /// the account is a check.</param>
    public FlowWindow Close(string nic, MonotonicTime closedAt, FlowAccount rx, FlowAccount tx, OverflowReason? rest = null)
    {
        (rx, tx) = (rx with { InFlows = InFlows(Direction.Rx) }, tx with { InFlows = InFlows(Direction.Tx) });
        if (rest is { } reason)
        {
            (rx, tx) = (rx.WithRest(reason), tx.WithRest(reason));
        }

        var window = new FlowWindow(nic, closedAt, rx, tx, _flows, _length);
        (_flows, _length, _expected) = ([], 0, _length);
        Array.Clear(_inFlows);
        return window;
    }

    private ImmutableArray<Count> InFlows(Direction direction) =>
        ImmutableArray.Create(_inFlows, (int)direction * TrafficClass.All.Length, TrafficClass.All.Length);

    private void Grow()
    {
        var larger = ArrayPool<FlowSample>.Shared.Rent(Math.Max(Math.Max(FirstLength, _expected), 2 * _length));
        _flows.AsSpan(0, _length).CopyTo(larger);
        if (_flows.Length > 0)
        {
            ArrayPool<FlowSample>.Shared.Return(_flows);
        }

        _flows = larger;
    }
}
