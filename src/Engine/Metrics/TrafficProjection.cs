using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Engine.Metrics;

/// <summary>The series of what our programs counted on one NIC.</summary>
public static class TrafficProjection
{
    public static IEnumerable<Sample> Of(string name, InterfaceState state) =>
        OfDirection(name, "rx", state.Totals.Rx, state.UncountedRx)
            .Concat(OfDirection(name, "tx", state.Totals.Tx, state.UncountedTx));

    private static IEnumerable<Sample> OfDirection(string name, string direction, DirectionCounters counters, ulong uncounted)
    {
        Sample Plain(MetricDefinition metric, ulong value) => new(metric, [name, direction], value);

        return OfClasses(name, direction, counters)
            .Append(Plain(MetricCatalogue.InterfacePackets, counters.Total.Packets))
            .Append(Plain(MetricCatalogue.InterfaceBytes, counters.Total.Bytes))
            .Append(Plain(MetricCatalogue.CoalescedPackets, counters.Coalesced.Packets))
            .Append(Plain(MetricCatalogue.CoalescedBytes, counters.Coalesced.Bytes))
            .Append(Plain(MetricCatalogue.EstimatedPackets, counters.Estimated))
            .Append(Plain(MetricCatalogue.OutOfReachPackets, counters.OutOfReach))
            .Append(Plain(MetricCatalogue.Fragments, counters.Fragments))
            .Append(Plain(MetricCatalogue.BroadcastPackets, counters.Broadcast))
            .Append(Plain(MetricCatalogue.MulticastPackets, counters.Multicast))
            .Append(Plain(MetricCatalogue.UncountedPackets, uncounted))
            .Concat(Enum.GetValues<MalformedLayer>().Select(layer => new Sample(
                MetricCatalogue.Malformed, [name, direction, TrafficLabels.Of(layer)], counters.Malformed[(int)layer])))
            .Concat(TrafficLabels.VlanDepths.Select((tags, depth) => new Sample(
                MetricCatalogue.VlanPackets, [name, direction, tags], counters.VlanTags[depth])))
            .Concat(TrafficLabels.TcpFlags.Select((flag, bit) => new Sample(
                MetricCatalogue.TcpFlags, [name, direction, flag], TrafficLabels.WithFlag(counters, bit))))
            .Concat(TrafficLabels.SizeRanges.Select((size, range) => new Sample(
                MetricCatalogue.PacketsBySize, [name, direction, size], TrafficLabels.OfSize(counters, range))));
    }

    private static IEnumerable<Sample> OfClasses(string name, string direction, DirectionCounters counters)
    {
        foreach (var (traffic, count) in TrafficLabels.Shown(counters))
        {
            string[] labels = [name, direction, traffic.Protocol, TrafficLabels.Of(traffic.Version)];
            yield return new Sample(MetricCatalogue.Packets, [.. labels], count.Packets);
            yield return new Sample(MetricCatalogue.Bytes, [.. labels], count.Bytes);
        }
    }
}
