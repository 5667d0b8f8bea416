using NetMonitor.Core.Flows;
using NetMonitor.Engine.Json;

namespace NetMonitor.Engine.Flows;

/// <summary>A group of flows, and its share of all.</summary>
/// <param name="Share">From 0 to 1.</param>
public readonly record struct ShownTalker(Talker Talker, TalkerGrouping Grouping, double Share)
{
    public static RowShape<ShownTalker> Shape { get; } = new RowShape<ShownTalker>(
        "talker", "A group of flows. What is not part of what flows were grouped by is null.")
        .TextOrNull("src", "Source address; of a pair the lower address, whoever sends", one => one.HasSource ? one.Talker.Key.Source.ToString() : null)
        .TextOrNull("dst", "Destination address; of a pair the higher address", one => one.HasDestination ? one.Talker.Key.Destination.ToString() : null)
        .IntegerOrNull("src_port", "Only of a flow", one => one.IsFlow ? one.Talker.Key.SourcePort : null)
        .IntegerOrNull("dst_port", "Of a flow; of a port, the lower of both ports, which mostly is the service's", one => one.IsFlow || one.IsPort ? one.Talker.Key.DestinationPort : null)
        .TextOrNull("protocol", "Of a flow or a port; as the metrics' label", one => one.IsFlow || one.IsPort ? IpProtocol.Name(one.Talker.Key.Protocol) : null, IpProtocol.AllNames)
        .Count("packets", "Packets on the wire: never more than the truth", one => one.Talker.Count.Packets)
        .Count("bytes", "Their frame bytes: never more than the truth", one => one.Talker.Count.Bytes)
        .Integer("flows", "Flows held, of each NIC and direction", one => one.Talker.Flows)
        .Number("share", "Of all that was asked for, by what is large, from 0 to 1", one => one.Share)
        .Count("missing_packets", "At most so many packets more are among those folded; 0 where the figure is the truth", one => one.Talker.Missing.Packets)
        .Count("missing_bytes", "At most so many bytes more are among those folded", one => one.Talker.Missing.Bytes)
        .IntegerOrNull("protocol_number", "Of a flow or a port; of the IP header", one => one.IsFlow || one.IsPort ? one.Talker.Key.Protocol : null);

    private bool IsFlow => Grouping == TalkerGrouping.Flow;

    private bool IsPort => Grouping == TalkerGrouping.Port;

    private bool HasSource => Grouping is TalkerGrouping.Source or TalkerGrouping.Pair or TalkerGrouping.Flow;

    private bool HasDestination => Grouping is TalkerGrouping.Destination or TalkerGrouping.Pair or TalkerGrouping.Flow;
}
