using System.Collections.Immutable;
using NetMonitor.Lab;
using NetMonitor.Native.Abi;
using static NetMonitor.Lab.Frame;

namespace NetMonitor.Native.Tests.Bpf;

/// <summary>Frames that do not fit the page of their linear part: the rest of them is in fragments of memory, where an XDP program sees
/// nothing of it but the length.</summary>
public static class LongFrames
{
    public static ImmutableArray<PacketRow> All { get; } =
    [
        new("long tcp", Ethernet().IPv4().Tcp().Payload(6000), NmClass.V4 + (int)NmProtocol.Tcp, TcpFlags: TcpFlags.Ack),
        new("long udp", Ethernet().IPv4().Udp().Payload(8500), NmClass.V4 + (int)NmProtocol.Udp),
        new("long ipv6 tcp", Ethernet().IPv6().Tcp().Payload(6000), NmClass.V6 + (int)NmProtocol.Tcp, TcpFlags: TcpFlags.Ack),
        new("long ipv6 udp", Ethernet().IPv6().Udp().Payload(8500), NmClass.V6 + (int)NmProtocol.Udp),
        new("long udp behind a tag", Ethernet().Vlan(5).IPv4().Udp().Payload(5000), NmClass.V4 + (int)NmProtocol.Udp, Tags: 1),
        new("long udp behind options", Ethernet().IPv4(options: 8).Udp().Payload(5000), NmClass.V4 + (int)NmProtocol.Udp),
        new("long without ip", Ethernet(type: 0x88b5).Payload(6000), NmClass.OtherL2),
        new("long arp", Ethernet(Broadcast).Arp().PadTo(5000), NmClass.Arp, Broadcast: true),
    ];
}
