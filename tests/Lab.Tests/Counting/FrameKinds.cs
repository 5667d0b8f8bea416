using System.Collections.Immutable;
using static NetMonitor.Lab.Frame;

namespace NetMonitor.Lab.Tests.Counting;

/// <summary>Every class, and what is special about frames. All of them pass the receiving stack as far as TC ingress: the kernel drops a
/// frame that is cut within its outermost tag before any TC program sees it.</summary>
internal static class FrameKinds
{
    public static ImmutableArray<FrameKind> All { get; } =
    [
        V4("tcp", f => f.Tcp(TcpFlags.Syn)),
        V4("udp", f => f.Udp().Payload(18)),
        V4("icmp", f => f.Icmp()),
        V4("icmpv6", f => f.Icmpv6()),
        V4("igmp", f => f.Igmp()),
        V4("sctp", f => f.Sctp()),
        V4("gre", f => f.Gre().IPv4().Udp()),
        V4("esp", f => f.Esp().Payload(16)),
        V4("ah", f => f.Ah().Tcp()),
        V4("ipip", f => f.IPv4().Tcp()),
        V4("ipip", f => f.IPv6().Tcp()),
        V4("other", f => f.Payload(4)),
        V4("udp", f => f.Udp().Payload(1472)),
        V4("tcp", f => f.Tcp(options: 40).PadTo(100)),
        new(Ethernet().IPv4(options: 40).Tcp(), "tcp", "4"),

        V6("tcp", f => f.Tcp(TcpFlags.Fin | TcpFlags.Ack)),
        V6("udp", f => f.Udp().Payload(512)),
        V6("icmp", f => f.Icmp()),
        V6("icmpv6", f => f.Icmpv6()),
        V6("igmp", f => f.Igmp()),
        V6("sctp", f => f.Sctp()),
        V6("gre", f => f.Gre().IPv6().Udp()),
        V6("esp", f => f.Esp().Payload(16)),
        V6("ipip", f => f.IPv4().Tcp()),
        V6("other", f => f),
        V6("icmpv6", f => f.HopByHop().Icmpv6()),
        V6("tcp", f => f.HopByHop().DestinationOptions().Routing().Ah().Mobility().Tcp()),

        new(Ethernet().Arp().PadTo(60), "arp", "none"),
        new(Ethernet(Broadcast).Arp(), "arp", "none"),
        new(Ethernet("01:80:c2:00:00:0e").Lldp(), "lldp", "none"),
        new(Ethernet().Mpls().IPv4().Tcp(), "mpls", "none"),
        new(Ethernet().Pppoe().IPv4().Tcp(), "pppoe", "none"),
        new(Ethernet().PppoeDiscovery(), "pppoe", "none"),
        new(Ethernet(type: 46).Payload(46), "other-l2", "none"),
        new(Ethernet(type: 0x88b5), "other-l2", "none"),
        new(Ethernet(Broadcast).IPv4().Udp(), "udp", "4"),
        new(Ethernet(Multicast).IPv4().Udp(), "udp", "4"),
        new(Ethernet("33:33:00:00:00:fb").IPv6().Udp(), "udp", "6"),

        new(Ethernet().Vlan(5).IPv4().Tcp(), "tcp", "4", Tags: 1),
        new(Ethernet().Vlan(5).IPv6().Udp(), "udp", "6", Tags: 1),
        new(Ethernet().Vlan(5).Arp(), "arp", "none", Tags: 1),
        new(Ethernet().QinQ(5, 6).IPv4().Udp(), "udp", "4", Tags: 2),
        new(Ethernet().QinQ(5, 6).IPv6().Tcp(), "tcp", "6", Tags: 2),
        new(Ethernet().Vlan(5, 0x9100).Vlan(6).IPv4().Sctp(), "sctp", "4", Tags: 2),
        new(Tagged(3).IPv4().Icmp(), "icmp", "4", Tags: 3),
        new(Tagged(4).IPv6().Icmpv6(), "icmpv6", "6", Tags: 4),
        new(Tagged(5).IPv4().Icmp(), "other-l2", "none", Tags: 5),
        new(Tagged(6).IPv4().Icmp(), "other-l2", "none", Tags: 5),

        new(Ethernet().IPv4(moreFragments: true).Udp().Payload(64), "udp", "4", IsFragment: true),
        new(Ethernet().IPv4(protocol: 17, fragmentOffset: 8).Payload(3), "udp", "4", IsFragment: true),
        new(Ethernet().IPv6().Fragment(more: true).Tcp().Payload(64), "tcp", "6", IsFragment: true),
        new(Ethernet().IPv6().Fragment(offset: 185, next: 6).Payload(4), "tcp", "6", IsFragment: true),
        new(Ethernet().Vlan(5).IPv6().Fragment(offset: 8, more: true, next: 17).Payload(64), "udp", "6", Tags: 1, IsFragment: true),

        new(Ethernet().QinQ(5, 6).IPv4().Udp().CutTo(20), "other-l2", "none", Tags: 1, Malformed: "link"),
        new(Ethernet().IPv4().Tcp().CutTo(14), "malformed", "4", Malformed: "network"),
        new(Ethernet().IPv4().Tcp().CutTo(33), "malformed", "4", Malformed: "network"),
        new(Ethernet().IPv4(options: 40).Tcp().CutTo(73), "malformed", "4", Malformed: "network"),
        new(Ethernet().IPv6().Tcp().CutTo(15), "malformed", "6", Malformed: "network"),
        new(Ethernet().IPv6().Tcp().CutTo(53), "malformed", "6", Malformed: "network"),
        new(Ethernet().Vlan(5).IPv4().Tcp().CutTo(37), "malformed", "4", Tags: 1, Malformed: "network"),
        new(Ethernet().IPv6().HopByHop(24).Tcp().CutTo(70), "malformed", "6", Malformed: "extension"),
        new(Ethernet().IPv4().Tcp().CutTo(53), "tcp", "4", Malformed: "transport"),
        new(Ethernet().Vlan(5).IPv6().Udp().CutTo(65), "udp", "6", Tags: 1, Malformed: "transport"),
    ];

    public static Frame Tagged(int tags) =>
        Enumerable.Range(1, tags).Aggregate(Ethernet(), (frame, id) => frame.Vlan((ushort)id));

    private static FrameKind V4(string protocol, Func<Frame, Frame> above) => new(above(Ethernet().IPv4()), protocol, "4");

    private static FrameKind V6(string protocol, Func<Frame, Frame> above) => new(above(Ethernet().IPv6()), protocol, "6");
}
