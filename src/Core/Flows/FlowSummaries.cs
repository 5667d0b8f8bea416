using System.Buffers.Binary;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Summaries;

namespace NetMonitor.Core.Flows;

/// <summary>Sums up the flows of a table over a sliding window, by a walk now and then and not by each sample.</summary>
/// <remarks>The walk passes over what did not change, at about a nanosecond each; a flow is hashed once per part of the window, at about 50 ns.</remarks>
internal sealed class FlowSummaries(FlowTable table)
{
    private readonly HyperLogLogBuilder _sources = new();
    private readonly HyperLogLogBuilder _destinations = new();
    private readonly HyperLogLogBuilder _flows = new();
    private readonly List<LargestKeys> _channels = [];
    private readonly HistogramBuilder<FlowDuration> _durations = new();
    private readonly SpaceSaving<FlowKey> _gone = new(FlowSummary.LargestFlows);
    private Histogram<FrameSizeStep> _sizes = Histogram<FrameSizeStep>.Empty;
    private SlidingWindow<FlowSummary> _window = new(FlowSummary.Part, FlowSummary.Parts);
    private long _part = -1;
    private ulong _opened;

    public WindowParts<FlowSummary> Recent => _window.Parts;

    public void Opened() => _opened++;

    public void Ended(ulong milliseconds) => _durations.Add(milliseconds);

    public void Sized(Histogram<FrameSizeStep> sizes) => _sizes = _sizes.Merge(sizes);

    /// <summary>Before a flow is taken off the table.</summary>
    public void Leaves(int place)
    {
        var more = table.Bytes(place) - table.Weighed(place);
        if (more > 0)
        {
            // Whatever part it was seen in before: the next one may have begun.
            Hash(table[place].Key);
            _gone.Add(table[place].Key, more);
        }
    }

    /// <summary>Everything since the last time goes into the part of the window that is now.</summary>
    public void Gather(MonotonicTime now)
    {
        _part = now.Nanoseconds / (FlowSummary.Part.Ticks * TimeSpan.NanosecondsPerTick);
        var largest = Walk();
        largest = largest.Merge(_gone.ToHeavyHitters());
        _window = _window.After(now, new()
        {
            Sources = _sources.ToHyperLogLog(),
            Destinations = _destinations.ToHyperLogLog(),
            Flows = _flows.ToHyperLogLog(),
            NewFlows = _opened,
            Durations = _durations.ToHistogram(),
            PacketSizes = _sizes,
            Largest = largest,
        });
        Clear();
    }

    /// <summary>Each NIC and direction is a stream of its own: a 5-tuple may be in several, and once in each.</summary>
    private HeavyHitters<FlowKey> Walk()
    {
        var bytes = table.AllBytes;
        var weighed = table.AllWeighed;
        for (var place = 0; place < bytes.Length; place++)
        {
            var more = bytes[place] - weighed[place];
            if (more == 0)
            {
                continue;
            }

            weighed[place] = bytes[place];
            ref var flow = ref table[place];
            if (table.SeenIn(place) != _part)
            {
                table.SeenIn(place) = _part;
                Hash(flow.Key);
            }

            while (_channels.Count <= flow.Channel)
            {
                _channels.Add(new(FlowSummary.LargestFlows));
            }

            _channels[flow.Channel].Add(flow.Key, more);
        }

        var largest = HeavyHitters<FlowKey>.Empty;
        foreach (var channel in _channels)
        {
            largest = largest.Merge(channel.ToHeavyHitters());
            channel.Clear();
        }

        return largest;
    }

    private void Hash(in FlowKey key)
    {
        Span<byte> bytes = stackalloc byte[40];
        Write(bytes, key.Source);
        Write(bytes[16..], key.Destination);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[32..], key.LastWord);
        _sources.Add(bytes[..16]);
        _destinations.Add(bytes[16..32]);
        _flows.Add(bytes);
    }

    private void Clear()
    {
        _sources.Clear();
        _destinations.Clear();
        _flows.Clear();
        _durations.Clear();
        _gone.Clear();
        _sizes = Histogram<FrameSizeStep>.Empty;
        _opened = 0;
    }

    private static void Write(Span<byte> bytes, HostAddress address)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, address.High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], address.Low);
    }
}
