using System.Collections.Immutable;

namespace NetMonitor.Core.Traffic;

/// <summary>What a packet is counted as: the IP version of its outermost IP header and the protocol above it.</summary>
/// <param name="Index">Position in <see cref="All"/>.</param>
/// <param name="Protocol">The value of the metric label <c>protocol</c>.</param>
public sealed record TrafficClass(int Index, string Protocol, IpVersion Version)
{
    private static readonly string[] IpProtocols =
        ["tcp", "udp", "icmp", "icmpv6", "igmp", "sctp", "gre", "esp", "ah", "ipip", "other", "malformed"];

    private static readonly string[] LinkProtocols = ["arp", "lldp", "mpls", "pppoe", "other-l2"];

    /// <summary>Every class, IPv4 first, then IPv6, then frames without IP, then the packets that nobody looked into.</summary>
    public static ImmutableArray<TrafficClass> All { get; } =
    [
        .. IpProtocols.Select(p => (p, IpVersion.V4))
            .Concat(IpProtocols.Select(p => (p, IpVersion.V6)))
            .Concat(LinkProtocols.Select(p => (p, IpVersion.None)))
            .Append(("unknown", IpVersion.Unknown))
            .Select((c, index) => new TrafficClass(index, c.Item1, c.Item2)),
    ];

    /// <summary>Packets that were counted without being looked into, as the kernel's own counters do. None of ours is ever in it.</summary>
    public static TrafficClass Unknown => All[^1];

    public static TrafficClass Of(string protocol, IpVersion version) =>
        All.First(c => c.Protocol == protocol && c.Version == version);
}
