using NetMonitor.Lab;

namespace NetMonitor.Bench;

/// <summary>One frame for each way through the parser.</summary>
internal static class BenchFrames
{
    public static readonly (string Name, byte[] Bytes)[] All =
    [
        ("tcp4", Frame.Ethernet().IPv4().Tcp().PadTo(60).Bytes),
        ("udp4", Frame.Ethernet().IPv4().Udp().PadTo(60).Bytes),
        ("udp4-1514", Frame.Ethernet().IPv4().Udp().Payload(1472).Bytes),
        ("icmp4", Frame.Ethernet().IPv4().Icmp().PadTo(60).Bytes),
        ("fragment4", Frame.Ethernet().IPv4(protocol: 17, fragmentOffset: 8, moreFragments: true).Payload(64).Bytes),
        ("tcp6", Frame.Ethernet().IPv6().Tcp().PadTo(60).Bytes),
        ("udp6", Frame.Ethernet().IPv6().Udp().PadTo(60).Bytes),
        ("icmp6-hopbyhop", Frame.Ethernet(Frame.Multicast).IPv6().HopByHop().Icmpv6().PadTo(60).Bytes),
        ("tcp6-3-extensions", Frame.Ethernet().IPv6().HopByHop().DestinationOptions().Routing().Tcp().Bytes),
        ("tcp6-8-extensions", Enumerable.Range(0, 8).Aggregate(Frame.Ethernet().IPv6(), (frame, _) => frame.DestinationOptions()).Tcp().Bytes),
        ("vlan4", Frame.Ethernet().Vlan(5).IPv4().Tcp().PadTo(64).Bytes),
        ("qinq4", Frame.Ethernet().QinQ(5, 6).IPv4().Tcp().Bytes),
        ("qinq6", Frame.Ethernet().QinQ(5, 6).IPv6().Tcp().Bytes),
        ("arp", Frame.Ethernet(Frame.Broadcast).Arp().PadTo(60).Bytes),
        ("other-l2", Frame.Ethernet(type: 0x88b5).Payload(46).Bytes),
    ];
}
