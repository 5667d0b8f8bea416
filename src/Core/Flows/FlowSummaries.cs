using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Summaries;

namespace NetMonitor.Core.Flows;

/// <summary>Sums up the flows of a table over a sliding window, by a walk now and then and not by each sample.</summary>
/// <remarks>The walk passes over what did not change. It reads what stands side by side, and the flow itself only where it is new, or may be one of the
/// largest; a flow is hashed once for as long as it is held.</remarks>
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
            // Whatever it was added to before: the next part may have begun.
            FlowSketch.Of(table[place].Key).AddTo(_sources, _destinations, _flows);
            _gone.Add(table[place].Key, more);
        }
    }

    /// <summary>Everything since the last time goes into the part of the window that is now.</summary>
    public void Gather(MonotonicTime now)
    {
        Begin(now.Nanoseconds / (FlowSummary.Part.Ticks * TimeSpan.NanosecondsPerTick));
        var largest = Walk().Merge(_gone.ToHeavyHitters());
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

    /// <summary>In a new part every flow counts anew.</summary>
    private void Begin(long part)
    {
        if (part == _part)
        {
            return;
        }

        _part = part;
        foreach (ref var sketch in table.AllSketches)
        {
            sketch.Forget();
        }
    }

    /// <summary>Each NIC and direction is a stream of its own: a 5-tuple may be in several, and once in each.</summary>
    private HeavyHitters<FlowKey> Walk()
    {
        var bytes = table.AllBytes;
        var weighed = table.AllWeighed;
        var channels = table.AllChannels;
        var sketches = table.AllSketches;
        var channel = 0;
        var largest = Channel(channel);
        for (var place = 0; place < bytes.Length; place++)
        {
            var more = bytes[place] - weighed[place];
            if (more == 0)
            {
                continue;
            }

            weighed[place] = bytes[place];
            if (!sketches[place].IsAdded)
            {
                if (!sketches[place].IsKnown)
                {
                    sketches[place] = FlowSketch.Of(table[place].Key);
                }

                sketches[place].AddTo(_sources, _destinations, _flows);
            }

            if (channels[place] != channel)
            {
                channel = channels[place];
                largest = Channel(channel);
            }

            if (largest.Weigh(more))
            {
                largest.Offer(table[place].Key, more);
            }
        }

        var all = HeavyHitters<FlowKey>.Empty;
        foreach (var keys in _channels)
        {
            all = all.Merge(keys.ToHeavyHitters());
            keys.Clear();
        }

        return all;
    }

    private LargestKeys Channel(int channel)
    {
        while (_channels.Count <= channel)
        {
            _channels.Add(new(FlowSummary.LargestFlows));
        }

        return _channels[channel];
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
}
