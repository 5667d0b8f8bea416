using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Engine.Metrics;

/// <summary>The series of what was counted on one NIC: those that its source can know. A NIC that was never read has none, for a zero
/// would say that nothing passed.</summary>
public static class TrafficProjection
{
    public static IEnumerable<Sample> Of(string name, InterfaceState state) => state.Source is { } source
        ? OfDirection(name, "rx", source, state.Totals.Rx, state.UncountedRx)
            .Concat(OfDirection(name, "tx", source, state.Totals.Tx, state.UncountedTx))
        : [];

    private static IEnumerable<Sample> OfDirection(
        string name, string direction, CountSource source, DirectionCounters counters, ulong uncounted) =>
        OfClasses(name, direction, source, counters)
            .Append(new Sample(MetricCatalogue.InterfacePackets, [name, direction], counters.Total.Packets))
            .Append(new Sample(MetricCatalogue.InterfaceBytes, [name, direction], counters.Total.Bytes))
            .Append(new Sample(MetricCatalogue.UncountedPackets, [name, direction], uncounted))
            .Concat(TrafficLabels.HasDetails(source) ? OfDetails(name, direction, counters) : []);

    /// <summary>What only who looks into the packets can tell.</summary>
    private static IEnumerable<Sample> OfDetails(string name, string direction, DirectionCounters counters)
    {
        Sample Plain(MetricDefinition metric, ulong value) => new(metric, [name, direction], value);

        return new[]
            {
                Plain(MetricCatalogue.CoalescedPackets, counters.Coalesced.Packets),
                Plain(MetricCatalogue.CoalescedBytes, counters.Coalesced.Bytes),
                Plain(MetricCatalogue.EstimatedPackets, counters.Estimated),
                Plain(MetricCatalogue.OutOfReachPackets, counters.OutOfReach),
                Plain(MetricCatalogue.Fragments, counters.Fragments),
                Plain(MetricCatalogue.BroadcastPackets, counters.Broadcast),
                Plain(MetricCatalogue.MulticastPackets, counters.Multicast),
            }
            .Concat(Enum.GetValues<MalformedLayer>().Select(layer => new Sample(
                MetricCatalogue.Malformed, [name, direction, TrafficLabels.Of(layer)], counters.Malformed[(int)layer])))
            .Concat(TrafficLabels.VlanDepths.Select((tags, depth) => new Sample(
                MetricCatalogue.VlanPackets, [name, direction, tags], counters.VlanTags[depth])))
            .Concat(TrafficLabels.TcpFlags.Select((flag, bit) => new Sample(
                MetricCatalogue.TcpFlags, [name, direction, flag], TrafficLabels.WithFlag(counters, bit))))
            .Concat(TrafficLabels.SizeRanges.Select((size, range) => new Sample(
                MetricCatalogue.PacketsBySize, [name, direction, size], TrafficLabels.OfSize(counters, range))));
    }

    private static IEnumerable<Sample> OfClasses(string name, string direction, CountSource source, DirectionCounters counters)
    {
        foreach (var (traffic, count) in TrafficLabels.Shown(counters, source))
        {
            string[] labels = [name, direction, traffic.Protocol, TrafficLabels.Of(traffic.Version)];
            yield return new Sample(MetricCatalogue.Packets, [.. labels], count.Packets);
            yield return new Sample(MetricCatalogue.Bytes, [.. labels], count.Bytes);
        }
    }
}
