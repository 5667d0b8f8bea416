using NetMonitor.Core.Flows;
using NetMonitor.Engine.Json;
using NetMonitor.Engine.Metrics;

namespace NetMonitor.Engine.Flows;

/// <summary>A conversation, and the clock that its moments are told by.</summary>
public readonly record struct ShownConversation(Conversation Conversation, FlowClock Clock)
{
    private static readonly (InitiatorEvidence Evidence, string Word)[] Words =
    [
        (InitiatorEvidence.BareSyn, "syn"), (InitiatorEvidence.FirstSyn, "first-syn"), (InitiatorEvidence.LowerPort, "lower-port"), (InitiatorEvidence.None, "none"),
    ];

    public static RowShape<ShownConversation> Shape { get; } = new RowShape<ShownConversation>(
        "conversation", "Both ways of a 5-tuple at one NIC. A router sees each at two NICs, which makes two.")
        .Text("src", "Who began, as far as it is known; otherwise the lower address", one => one.Key.Source.ToString())
        .Text("dst", "The other end", one => one.Key.Destination.ToString())
        .Integer("src_port", "0 where there are none", one => one.Key.SourcePort)
        .Integer("dst_port", "0 where there are none", one => one.Key.DestinationPort)
        .Text("protocol", "As the metrics' label", one => IpProtocol.Name(one.Key.Protocol), IpProtocol.AllNames)
        .Text("ip_version", "As the metrics' label", one => TrafficLabels.Of(one.Key.Version), "4", "6")
        .Integer("vlan", "Id of the outermost tag of the first packet; 0 for none", one => one.Conversation.Both.Vlan)
        .Count("packets", "Both ways", one => one.Conversation.Both.Packets)
        .Count("bytes", "Both ways: frame bytes, from the Ethernet header, without the frame check sequence", one => one.Conversation.Both.Bytes)
        .Moment("first_seen", "When the first packet passed: RFC 3339 in UTC, by the wall clock as it is set now", one => one.Clock.Of(one.Conversation.Both.First))
        .Moment("last_seen", "When the newest packet passed, likewise", one => one.Clock.Of(one.Conversation.Both.Last))
        .Text("tcp_flags", "Those seen in any packet of either way, as letters in the order FSRPAU", one => FlowText.Flags(one.Conversation.Both.TcpFlags))
        .Text("interface", "The NIC", one => one.Conversation.Nic)
        .Text("initiator", "What tells that src began: only it sent SYN without ACK; its SYN was first; its port is the higher one; nothing", one => Word(one.Conversation.Evidence), [.. Words.Select(one => one.Word)])
        .Count("sent_packets", "From src", one => one.Conversation.Sent.Packets)
        .Count("sent_bytes", "From src", one => one.Conversation.Sent.Bytes)
        .Count("answered_packets", "From dst; 0 where only one way was seen", one => one.Conversation.Answered.Packets)
        .Count("answered_bytes", "From dst", one => one.Conversation.Answered.Bytes)
        .Integer("protocol_number", "Of the IP header, behind extension headers", one => one.Key.Protocol);

    private FlowKey Key => Conversation.Key;

    public static string Word(InitiatorEvidence evidence) => Words.First(one => one.Evidence == evidence).Word;
}
