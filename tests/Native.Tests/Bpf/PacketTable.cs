using System.Collections.Immutable;
using NetMonitor.Lab;
using NetMonitor.Native.Abi;
using static NetMonitor.Lab.Frame;

namespace NetMonitor.Native.Tests.Bpf;

/// <summary>The rules of counting (docs/concepts.md) as frames.</summary>
public static class PacketTable
{
    public static ImmutableArray<PacketRow> Rows { get; } =
    [
        // Each protocol over each IP version.
        V4("tcp", f => f.Tcp(TcpFlags.Syn), NmProtocol.Tcp, TcpFlags.Syn),
        V4("tcp with options", f => f.Tcp(TcpFlags.Ack, options: 40), NmProtocol.Tcp, TcpFlags.Ack),
        V4("tcp with all flags", f => f.Tcp((TcpFlags)0xff), NmProtocol.Tcp, (TcpFlags)0x3f),
        V4("tcp without flags", f => f.Tcp(TcpFlags.None), NmProtocol.Tcp, TcpFlags.None),
        V4("udp", f => f.Udp().Payload(18), NmProtocol.Udp),
        V4("icmp", f => f.Icmp(), NmProtocol.Icmp),
        V4("icmpv6", f => f.Icmpv6(), NmProtocol.Icmpv6),
        V4("igmp", f => f.Igmp(), NmProtocol.Igmp),
        V4("sctp", f => f.Sctp(), NmProtocol.Sctp),
        V4("gre", f => f.Gre().IPv4().Udp(), NmProtocol.Gre),
        V4("esp", f => f.Esp().Payload(16), NmProtocol.Esp),
        V4("ah", f => f.Ah().Tcp(), NmProtocol.Ah),
        V4("ip in ip", f => f.IPv4().Tcp(), NmProtocol.Ipip),
        V4("6in4", f => f.IPv6().Tcp(), NmProtocol.Ipip),
        V4("other", f => f.Payload(4), NmProtocol.Other),
        V4("other without anything", f => f, NmProtocol.Other),
        V6("tcp", f => f.Tcp(TcpFlags.Fin | TcpFlags.Ack), NmProtocol.Tcp, TcpFlags.Fin | TcpFlags.Ack),
        V6("udp", f => f.Udp().Payload(512), NmProtocol.Udp),
        V6("icmp", f => f.Icmp(), NmProtocol.Icmp),
        V6("icmpv6", f => f.Icmpv6(), NmProtocol.Icmpv6),
        V6("igmp", f => f.Igmp(), NmProtocol.Igmp),
        V6("sctp", f => f.Sctp(), NmProtocol.Sctp),
        V6("gre", f => f.Gre().IPv6().Udp(), NmProtocol.Gre),
        V6("esp", f => f.Esp().Payload(16), NmProtocol.Esp),
        V6("4in6", f => f.IPv4().Tcp(), NmProtocol.Ipip),
        V6("ip6 in ip6", f => f.IPv6().Tcp(), NmProtocol.Ipip),
        V6("no next header", f => f, NmProtocol.Other),

        // IPv4's own header.
        Row("ipv4 with 40 bytes of options", Ethernet().IPv4(options: 40).Tcp(), Of(NmProtocol.Tcp), tcpFlags: TcpFlags.Ack),
        Row("ipv4 with 4 bytes of options", Ethernet().IPv4(options: 4).Udp(), Of(NmProtocol.Udp)),
        Row("ipv4 of version 5", Ethernet().IPv4(version: 5).Tcp(), Of(NmProtocol.Malformed), NmLayer.Network),
        Row("ipv4 with a header of four words", Ethernet().IPv4(headerWords: 4).Tcp(), Of(NmProtocol.Malformed), NmLayer.Network),
        Row("ipv4 with a header of no words", Ethernet().IPv4(headerWords: 0).Tcp(), Of(NmProtocol.Malformed), NmLayer.Network),
        Row("ipv4 with a header longer than the frame", Ethernet().IPv4(headerWords: 15).Tcp(), Of(NmProtocol.Malformed), NmLayer.Network),
        Row("ipv4 with total length 0, as offloads leave it", Ethernet().IPv4(totalLength: 0).Tcp(), Of(NmProtocol.Tcp), tcpFlags: TcpFlags.Ack),
        Row("ipv4 don't fragment", Ethernet().IPv4(dontFragment: true).Udp(), Of(NmProtocol.Udp)),
        Row("ipv4 first fragment", Ethernet().IPv4(moreFragments: true).Udp().Payload(64), Of(NmProtocol.Udp), fragment: true),
        Row("ipv4 first fragment of tcp", Ethernet().IPv4(moreFragments: true).Tcp().Payload(64), Of(NmProtocol.Tcp), fragment: true, tcpFlags: TcpFlags.Ack),
        Row("ipv4 middle fragment", Ethernet().IPv4(protocol: 17, fragmentOffset: 8, moreFragments: true).Payload(64), Of(NmProtocol.Udp), fragment: true),
        Row("ipv4 last fragment, shorter than a tcp header", Ethernet().IPv4(protocol: 6, fragmentOffset: 185).Payload(4), Of(NmProtocol.Tcp), fragment: true),
        Row("ipv4 last fragment at the largest offset", Ethernet().IPv4(protocol: 1, fragmentOffset: 0x1fff).Payload(1), Of(NmProtocol.Icmp), fragment: true),

        // IPv6's chain of extension headers.
        Row("ipv6 hop-by-hop", Ethernet().IPv6().HopByHop().Icmpv6(), Six(NmProtocol.Icmpv6)),
        Row("ipv6 routing of 40 bytes", Ethernet().IPv6().Routing(40).Tcp(), Six(NmProtocol.Tcp), tcpFlags: TcpFlags.Ack),
        Row("ipv6 destination options of 256 bytes", Ethernet().IPv6().DestinationOptions(256).Udp(), Six(NmProtocol.Udp)),
        Row("ipv6 mobility", Ethernet().IPv6().Mobility().Udp(), Six(NmProtocol.Udp)),
        Row("ipv6 mobility and nothing more", Ethernet().IPv6().Mobility(), Six(NmProtocol.Other)),
        Row("ipv6 ah", Ethernet().IPv6().Ah().Tcp(), Six(NmProtocol.Tcp), tcpFlags: TcpFlags.Ack),
        Row("ipv6 ah and esp", Ethernet().IPv6().Ah().Esp(), Six(NmProtocol.Esp)),
        Row("ipv6 of every extension", Ethernet().IPv6().HopByHop().DestinationOptions().Routing().Ah().Mobility().Fragment().Udp(), Six(NmProtocol.Udp)),
        Row("ipv6 eight extensions", Extended(8).Tcp(), Six(NmProtocol.Tcp), tcpFlags: TcpFlags.Ack),
        Row("ipv6 nine extensions", Extended(9).Tcp(), Six(NmProtocol.Malformed), NmLayer.Extension),
        Row("ipv6 five extensions of 256 bytes", Extended(5, 256).Udp(), Six(NmProtocol.Udp)),
        Row("ipv6 first fragment", Ethernet().IPv6().Fragment(more: true).Udp().Payload(64), Six(NmProtocol.Udp), fragment: true),
        Row("ipv6 middle fragment", Ethernet().IPv6().Fragment(offset: 8, more: true, next: 17).Payload(64), Six(NmProtocol.Udp), fragment: true),
        Row("ipv6 last fragment, shorter than a tcp header", Ethernet().IPv6().Fragment(offset: 185, next: 6).Payload(4), Six(NmProtocol.Tcp), fragment: true),
        Row("ipv6 last fragment of something extended", Ethernet().IPv6().Fragment(offset: 185, next: 60).Payload(4), Six(NmProtocol.Other), fragment: true),
        Row("ipv6 fragment header around a whole packet (RFC 6946)", Ethernet().IPv6().Fragment().Udp(), Six(NmProtocol.Udp)),
        Row("ipv6 fragment behind hop-by-hop", Ethernet().IPv6().HopByHop().Fragment(more: true).Tcp(), Six(NmProtocol.Tcp), fragment: true, tcpFlags: TcpFlags.Ack),
        Row("ipv6 of version 4", Ethernet().IPv6(version: 4).Tcp(), Six(NmProtocol.Malformed), NmLayer.Network),

        // Tags.
        Row("vlan", Ethernet().Vlan(5).IPv4().Tcp(), Of(NmProtocol.Tcp), tags: 1, tcpFlags: TcpFlags.Ack),
        Row("qinq", Ethernet().QinQ(5, 6).IPv6().Udp(), Six(NmProtocol.Udp), tags: 2),
        Row("qinq by 0x9100", Ethernet().Vlan(5, 0x9100).Vlan(6).IPv4().Udp(), Of(NmProtocol.Udp), tags: 2),
        Row("three tags", Ethernet().Vlan(1).Vlan(2).Vlan(3).IPv4().Icmp(), Of(NmProtocol.Icmp), tags: 3),
        Row("four tags", Ethernet().Vlan(1).Vlan(2).Vlan(3).Vlan(4).IPv4().Icmp(), Of(NmProtocol.Icmp), tags: 4),
        Row("five tags", Ethernet().Vlan(1).Vlan(2).Vlan(3).Vlan(4).Vlan(5).IPv4().Icmp(), NmClass.OtherL2, tags: 5),
        Row("vlan with arp", Ethernet().Vlan(5).Arp(), NmClass.Arp, tags: 1),

        // Without IP.
        Row("arp", Ethernet().Arp(), NmClass.Arp),
        Row("arp to everybody", Ethernet(Broadcast).Arp(), NmClass.Arp, broadcast: true),
        Row("lldp", Ethernet("01:80:c2:00:00:0e").Lldp(), NmClass.Lldp, multicast: true),
        Row("mpls", Ethernet().Mpls().IPv4().Tcp(), NmClass.Mpls),
        Row("mpls multicast", Ethernet(type: 0x8848).Payload(4), NmClass.Mpls),
        Row("pppoe session", Ethernet().Pppoe().IPv4().Tcp(), NmClass.Pppoe),
        Row("pppoe discovery", Ethernet().PppoeDiscovery(), NmClass.Pppoe),
        Row("802.3 with llc", Ethernet(type: 46).Payload(46), NmClass.OtherL2),
        Row("an unknown ethertype", Ethernet(type: 0x88b5).Payload(46), NmClass.OtherL2),
        Row("nothing but an ethernet header", Ethernet(type: 0x88b5), NmClass.OtherL2),

        // Addresses and sizes.
        Row("multicast", Ethernet(Multicast).IPv4().Udp(), Of(NmProtocol.Udp), multicast: true),
        Row("broadcast", Ethernet(Broadcast).IPv4().Udp(), Of(NmProtocol.Udp), broadcast: true),
        Row("all but one bit of broadcast", Ethernet("ff:ff:ff:ff:ff:fe").IPv4().Udp(), Of(NmProtocol.Udp), multicast: true),
        Row("padded to 60", Ethernet().IPv4().Tcp().PadTo(60), Of(NmProtocol.Tcp), tcpFlags: TcpFlags.Ack),
        Row("63 bytes", Ethernet().IPv4().Udp().PadTo(63), Of(NmProtocol.Udp)),
        Row("64 bytes", Ethernet().IPv4().Udp().PadTo(64), Of(NmProtocol.Udp)),
        Row("1514 bytes", Ethernet().IPv4().Udp().Payload(1472), Of(NmProtocol.Udp)),
        Row("1599 bytes", Ethernet().IPv4().Udp().PadTo(1599), Of(NmProtocol.Udp)),
        Row("1600 bytes", Ethernet().IPv4().Udp().PadTo(1600), Of(NmProtocol.Udp)),
        Row("3000 bytes", Ethernet().IPv4().Udp().PadTo(3000), Of(NmProtocol.Udp)),
    ];

    private static NmClass Of(NmProtocol protocol) => NmClass.V4 + (int)protocol;

    private static NmClass Six(NmProtocol protocol) => NmClass.V6 + (int)protocol;

    private static Frame Extended(int count, int length = 8) =>
        Enumerable.Range(0, count).Aggregate(Ethernet().IPv6(), (frame, _) => frame.DestinationOptions(length));

    private static PacketRow V4(string name, Func<Frame, Frame> above, NmProtocol protocol, TcpFlags? tcpFlags = null) =>
        Row("ipv4 " + name, above(Ethernet().IPv4()), Of(protocol), tcpFlags: tcpFlags);

    private static PacketRow V6(string name, Func<Frame, Frame> above, NmProtocol protocol, TcpFlags? tcpFlags = null) =>
        Row("ipv6 " + name, above(Ethernet().IPv6()), Six(protocol), tcpFlags: tcpFlags);

    private static PacketRow Row(
        string name, Frame frame, NmClass cls, NmLayer? malformed = null, int tags = 0, bool fragment = false, TcpFlags? tcpFlags = null,
        bool broadcast = false, bool multicast = false) =>
        new(name, frame, cls, malformed, tags, fragment, tcpFlags, broadcast, multicast);
}
