using NetMonitor.Core.Flows;
using NetMonitor.Engine.Json;
using NetMonitor.Engine.Metrics;

namespace NetMonitor.Engine.Flows;

/// <summary>A flow, and the clock that its moments are told by.</summary>
public readonly record struct ShownFlow(FlowRow Row, FlowClock Clock)
{
    public static RowShape<ShownFlow> Shape { get; } = new RowShape<ShownFlow>(
        "flow", "One way of a 5-tuple at one NIC, in one direction: all that was counted of it since it came into the ledger.")
        .Text("src", "Source address of the outermost IP header; IPv6 as RFC 5952 has it", flow => flow.Row.Key.Source.ToString())
        .Text("dst", "Destination address", flow => flow.Row.Key.Destination.ToString())
        .Integer("src_port", "Source port; 0 where there are none, and for fragments but the first", flow => flow.Row.Key.SourcePort)
        .Integer("dst_port", "Destination port, likewise", flow => flow.Row.Key.DestinationPort)
        .Text("protocol", "As the metrics' label", flow => IpProtocol.Name(flow.Row.Key.Protocol), IpProtocol.AllNames)
        .Text("ip_version", "As the metrics' label", flow => TrafficLabels.Of(flow.Row.Key.Version), "4", "6")
        .Integer("vlan", "Id of the outermost tag of the first packet; 0 for none", flow => flow.Row.Counts.Vlan)
        .Count("packets", "Packets on the wire", flow => flow.Row.Counts.Packets)
        .Count("bytes", "Their frame bytes, from the Ethernet header, without the frame check sequence", flow => flow.Row.Counts.Bytes)
        .Moment("first_seen", "When its first packet passed: RFC 3339 in UTC, by the wall clock as it is set now", flow => flow.Clock.Of(flow.Row.Counts.First))
        .Moment("last_seen", "When its newest packet passed, likewise", flow => flow.Clock.Of(flow.Row.Counts.Last))
        .Text("tcp_flags", "Those seen in any packet, as letters in the order FSRPAU, as SA for SYN and ACK; empty where none, and without TCP", flow => FlowText.Flags(flow.Row.Counts.TcpFlags))
        .Text("interface", "The NIC", flow => flow.Row.Nic)
        .Text("direction", "Whether it came in or went out", flow => FlowText.Of(flow.Row.Direction), "rx", "tx")
        .Integer("protocol_number", "Of the IP header, behind extension headers: tells apart what is other", flow => flow.Row.Key.Protocol)
        .Count("ip_bytes", "Bytes from the IP header on, without padding", flow => flow.Row.Counts.IpBytes)
        .Integer("smallest_frame", "In bytes", flow => flow.Row.Counts.Smallest)
        .Integer("largest_frame", "In bytes; 65535 stands for more", flow => flow.Row.Counts.Largest)
        .Integer("dscp", "Of the first packet", flow => flow.Row.Counts.Dscp)
        .Truth("is_open", "False where it had no packet for so long that it was closed", flow => flow.Row.IsOpen);
}
