using System.Collections.Immutable;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Simulation;

/// <summary>Every kind of packet that is made up, in groups whose shares of all packets are fixed: of ten packets seven are TCP, two are
/// UDP and one is something else.</summary>
internal static class PacketMix
{
    private const int Ack = 16;

    /// <summary>In the order of <see cref="Kinds"/>: how many of ten packets, and how many kinds.</summary>
    public static ImmutableArray<(int Share, int First, int Count)> Groups { get; }

    public static ImmutableArray<PacketKind> Kinds { get; }

    public const int Shares = 10;

    static PacketMix()
    {
        ImmutableArray<PacketKind> tcp =
        [
            Of("tcp", IpVersion.V4, 1514, 45, 16, Ack),
            Of("tcp", IpVersion.V4, 66, 18, 45, Ack),
            Of("tcp", IpVersion.V4, 590, 8, 10, 8 | Ack),
            Of("tcp", IpVersion.V4, 74, 1, 1, 2),
            Of("tcp", IpVersion.V4, 66, 1, 1, 1 | Ack),
            Of("tcp", IpVersion.V6, 1514, 18, 7, Ack),
            Of("tcp", IpVersion.V6, 86, 9, 20, Ack),
        ];
        ImmutableArray<PacketKind> udp =
        [
            Of("udp", IpVersion.V4, 1292, 50, 20),
            Of("udp", IpVersion.V4, 86, 20, 40),
            Of("udp", IpVersion.V6, 1292, 20, 20),
            Of("udp", IpVersion.V6, 110, 10, 20),
        ];
        ImmutableArray<PacketKind> others =
        [
            Of("icmp", IpVersion.V4, 98, 40, 40),
            Of("icmpv6", IpVersion.V6, 86, 25, 25),
            Of("arp", IpVersion.None, 60, 15, 15) with { IsBroadcast = true },
            Of("esp", IpVersion.V4, 182, 10, 10),
            Of("igmp", IpVersion.V4, 60, 5, 5) with { IsMulticast = true },
            Of("lldp", IpVersion.None, 120, 5, 5) with { IsMulticast = true },
        ];
        Kinds = [.. tcp, .. udp, .. others];
        Groups = [(7, 0, tcp.Length), (2, tcp.Length, udp.Length), (1, tcp.Length + udp.Length, others.Length)];
    }

    private static PacketKind Of(string protocol, IpVersion version, int bytes, int rxWeight, int txWeight, int tcpFlags = 0) =>
        new(TrafficClass.Of(protocol, version), bytes, tcpFlags, rxWeight, txWeight);
}
