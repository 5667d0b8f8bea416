using System.Collections.Frozen;
using System.Collections.Immutable;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Flows;

/// <summary>Protocol numbers (IANA, Protocol Numbers) and the classes they are counted in.</summary>
public static class IpProtocol
{
    public const byte Icmp = 1;
    public const byte Igmp = 2;
    public const byte Tcp = 6;
    public const byte Udp = 17;
    public const byte Sctp = 132;

    private const string Other = "other";

    private static readonly FrozenDictionary<byte, string> Names = new Dictionary<byte, string>
    {
        [Icmp] = "icmp",
        [Igmp] = "igmp",
        [4] = "ipip",
        [Tcp] = "tcp",
        [Udp] = "udp",
        [41] = "ipip",
        [47] = "gre",
        [50] = "esp",
        [51] = "ah",
        [58] = "icmpv6",
        [Sctp] = "sctp",
    }.ToFrozenDictionary();

    private static readonly TrafficClass[] V4 = ByNumber(IpVersion.V4);
    private static readonly TrafficClass[] V6 = ByNumber(IpVersion.V6);

    /// <summary>Every name that <see cref="Name"/> gives.</summary>
    public static ImmutableArray<string> AllNames { get; } = [.. Names.Values.Distinct().Order(StringComparer.Ordinal), Other];

    /// <summary>As the metrics' label <c>protocol</c>.</summary>
    public static string Name(byte protocol) => Names.GetValueOrDefault(protocol, Other);

    /// <summary>The class in which the kernel counted the packets of such a flow.</summary>
    public static TrafficClass Class(byte protocol, IpVersion version) => (version == IpVersion.V6 ? V6 : V4)[protocol];

    /// <summary>Packets of this class have a 5-tuple: there is an IP header, and it could be read.</summary>
    public static bool HasFlow(TrafficClass trafficClass) =>
        trafficClass.Version is IpVersion.V4 or IpVersion.V6 && trafficClass.Protocol != "malformed";

    private static TrafficClass[] ByNumber(IpVersion version) =>
        [.. Enumerable.Range(0, byte.MaxValue + 1).Select(number => TrafficClass.Of(Name((byte)number), version))];
}
