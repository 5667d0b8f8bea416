using NetMonitor.Core.Traffic;
using NetMonitor.Engine.Json;
using NetMonitor.Engine.Metrics;

namespace NetMonitor.Engine.Snapshot;

/// <summary>What was counted in one direction, as JSON. Words and figures are those of the metrics.</summary>
public static class DirectionJson
{
    private static readonly JsonObject<(TrafficClass Class, Count Count)> ClassShape =
        new JsonObject<(TrafficClass Class, Count Count)>(
            "traffic_class", "One class of packets, by the outermost IP header or, without one, by the kind of frame.")
            .Text("protocol", "As the metrics' label", one => one.Class.Protocol, [.. TrafficClass.All.Select(traffic => traffic.Protocol).Distinct()])
            .Text("ip_version", "As the metrics' label", one => TrafficLabels.Of(one.Class.Version), "4", "6", "none", "unknown")
            .Count("packets", "Packets on the wire", one => one.Count.Packets)
            .Count("bytes", "Their frame bytes", one => one.Count.Bytes);

    private static readonly JsonObject<DirectionView> RateShape = new JsonObject<DirectionView>("rate", "The mean between the last two readings.")
        .Number("packets_per_second", "Packets on the wire", view => view.Rate.GetValueOrDefault().PacketsPerSecond)
        .Number("bits_per_second", "Bits of their frames", view => view.Rate.GetValueOrDefault().BitsPerSecond)
        .NumberOrNull("utilisation", "Share of the link's speed, from 0; null where the speed is unknown, and for the host", view => view.Utilisation);

    private static readonly JsonObject<(string Tags, ulong Packets)> VlanShape =
        new JsonObject<(string Tags, ulong Packets)>("vlan_depth", "Packets with so many VLAN tags.")
            .Text("tags", "How many", one => one.Tags, TrafficLabels.VlanDepths)
            .Count("packets", "Packets on the wire", one => one.Packets);

    private static readonly JsonObject<(string Size, ulong Packets)> SizeShape =
        new JsonObject<(string Size, ulong Packets)>("size_range", "Packets whose frames have so many bytes. Each packet is in one range.")
            .Text("size", "Both ends included", one => one.Size, TrafficLabels.SizeRanges)
            .Count("packets", "Packets on the wire", one => one.Packets);

    private static readonly JsonObject<DirectionCounters> MalformedShape = Enum.GetValues<MalformedLayer>().Aggregate(
        new JsonObject<DirectionCounters>("malformed", "Packets that could not be read at a layer: cut short, or a chain longer than is followed."),
        (shape, layer) => shape.Count(
            TrafficLabels.Of(layer), $"At the {TrafficLabels.Of(layer)} layer", counters => counters.Malformed[(int)layer]));

    private static readonly JsonObject<DirectionCounters> FlagsShape = TrafficLabels.TcpFlags.Select((flag, bit) => (flag, bit)).Aggregate(
        new JsonObject<DirectionCounters>("tcp_flags", "TCP packets that carry a flag; a packet counts once for each of its flags."),
        (shape, one) => shape.Count(one.flag, $"With {one.flag.ToUpperInvariant()}", counters => TrafficLabels.WithFlag(counters, one.bit)));

    private static readonly JsonObject<DirectionCounters> DetailsShape = new JsonObject<DirectionCounters>(
        "details", "What only who looks into packets can tell.")
        .Object("coalesced", "What GRO or GSO folded away: in the totals, never packets of their own in this kernel", CountJson.Shape, counters => counters.Coalesced)
        .Count("estimated_packets", "Packets whose bytes on the wire had to be estimated", counters => counters.Estimated)
        .Count("out_of_reach_packets", "Packets whose headers could not be reached in memory", counters => counters.OutOfReach)
        .Count("fragments", "IP fragments, first ones included", counters => counters.Fragments)
        .Count("broadcast_packets", "Packets to the link-layer broadcast address", counters => counters.Broadcast)
        .Count("multicast_packets", "Packets to a link-layer multicast address", counters => counters.Multicast)
        .Object("malformed", "Packets that could not be read, by layer", MalformedShape, counters => counters)
        .List("vlan", "Packets with VLAN tags, by number of tags", VlanShape, counters => TrafficLabels.VlanDepths.Zip(counters.VlanTags))
        .List("sizes", "All packets by frame size in bytes", SizeShape, counters =>
            TrafficLabels.SizeRanges.Select((size, range) => (size, TrafficLabels.OfSize(counters, range))))
        .Object("tcp_flags", "TCP packets by flag", FlagsShape, counters => counters);

    public static JsonObject<DirectionView> Shape { get; } = new JsonObject<DirectionView>(
        "direction", "What was counted in one direction, since the program began to count.")
        .ObjectOrNull("rate", "Null where two readings in a row are missing", RateShape, view => view.Rate is null ? null : view)
        .Count("packets", "All packets, counted on their own: the sum over classes", view => view.Counters.Total.Packets)
        .Count("bytes", "All bytes, counted on their own: the sum over classes", view => view.Counters.Total.Bytes)
        .List("classes", "The common classes, and those that were seen", ClassShape, view => TrafficLabels.Shown(view.Counters, view.Source))
        .ObjectOrNull("details", "Null where the source is kernel; of a host, over the NICs of other sources", DetailsShape, view => view.HasDetails ? view.Counters : null)
        .Count("uncounted_packets", "Packets that passed while nothing of ours was attached, by the kernel's counters: an upper bound", view => view.Uncounted);
}
