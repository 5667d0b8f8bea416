using System.Buffers.Binary;
using System.Net;
using NetMonitor.Lab;
using NetMonitor.Native.Abi;
using static NetMonitor.Lab.Frame;

namespace NetMonitor.Native.Tests.Bpf;

/// <summary>A flow is the outermost 5-tuple and the direction, and carries what its packets said.</summary>
public sealed class FlowKeySpec
{
    private static readonly Row[] Rows =
    [
        new("tcp4", Ethernet().IPv4().Tcp().PadTo(60), "10.0.0.1:40000", "10.0.0.2:80", 6, IpBytes: 40, TcpFlags: 16),
        new("udp4", Ethernet().IPv4(source: "192.0.2.7").Udp(5353, 53).Payload(50), "192.0.2.7:5353", "10.0.0.2:53", 17, IpBytes: 78),
        new("tcp6", Ethernet().IPv6().Tcp(TcpFlags.Syn, 1, 65535), "[fd00::1]:1", "[fd00::2]:65535", 6, IpBytes: 60, TcpFlags: 2),
        new("udp6", Ethernet().IPv6(source: "2001:db8::9").Udp(), "[2001:db8::9]:40000", "[fd00::2]:53", 17, IpBytes: 48),
        new("sctp", Ethernet().IPv4().Sctp(), "10.0.0.1:40000", "10.0.0.2:2905", 132, IpBytes: 32),
        new("icmp has no ports", Ethernet().IPv4().Icmp(), "10.0.0.1:0", "10.0.0.2:0", 1, IpBytes: 28),
        new("icmp6 has no ports", Ethernet().IPv6().Icmpv6(), "[fd00::1]:0", "[fd00::2]:0", 58, IpBytes: 48),
        new("gre has no ports", Ethernet().IPv4().Gre().IPv4(source: "1.2.3.4").Tcp(), "10.0.0.1:0", "10.0.0.2:0", 47, IpBytes: 64),
        new("an experimental protocol", Ethernet().IPv4().Payload(4), "10.0.0.1:0", "10.0.0.2:0", 253, IpBytes: 24),
        new("behind options", Ethernet().IPv4(options: 12).Udp(), "10.0.0.1:40000", "10.0.0.2:53", 17, IpBytes: 40),
        new("behind extension headers", Ethernet().IPv6().HopByHop(16).DestinationOptions().Tcp(), "[fd00::1]:40000", "[fd00::2]:80", 6, IpBytes: 84, TcpFlags: 16),
        new("first fragment", Ethernet().IPv4(moreFragments: true).Udp().Payload(64), "10.0.0.1:40000", "10.0.0.2:53", 17, IpBytes: 92),
        new("later fragment", Ethernet().IPv4(protocol: 17, fragmentOffset: 8).Payload(64), "10.0.0.1:0", "10.0.0.2:0", 17, IpBytes: 84),
        new("later fragment of ip6", Ethernet().IPv6().Fragment(8, next: 17).Payload(64), "[fd00::1]:0", "[fd00::2]:0", 17, IpBytes: 112),
        new("cut within the ports", Ethernet().IPv4().Tcp().CutTo(14 + 20 + 3), "10.0.0.1:0", "10.0.0.2:0", 6, IpBytes: 40),
        new("behind a tag", Ethernet().Vlan(77, priority: 5).IPv4().Udp(), "10.0.0.1:40000", "10.0.0.2:53", 17, IpBytes: 28, Vlan: 77),
        new("behind two tags", Ethernet().QinQ(9, 10).IPv6().Tcp(), "[fd00::1]:40000", "[fd00::2]:80", 6, IpBytes: 60, Vlan: 9, TcpFlags: 16),
        new("dscp of ip4", Ethernet().IPv4().Udp().Patch(15, 0xb8), "10.0.0.1:40000", "10.0.0.2:53", 17, IpBytes: 28, Dscp: 46),
        new("dscp of ip6", Ethernet().IPv6().Udp().Patch(14, 0x6b, 0x80), "[fd00::1]:40000", "[fd00::2]:53", 17, IpBytes: 48, Dscp: 46),
        new("without a length of its own", Ethernet().IPv4(totalLength: 0).Udp().Payload(30), "10.0.0.1:40000", "10.0.0.2:53", 17, IpBytes: 58),
    ];

    [BpfTheory]
    [InlineData(NmNames.XdpProgram, NmDirection.Rx)]
    [InlineData(NmNames.IngressProgram, NmDirection.Rx)]
    [InlineData(NmNames.EgressProgram, NmDirection.Tx)]
    public void Packet_should_be_in_the_flow_of_its_outermost_five_tuple(string program, NmDirection direction)
    {
        using var programs = FlowPrograms.Load(1024);
        foreach (var row in Rows)
        {
            programs.See(program, row.Frame);
            var flow = Assert.Single(programs.Flows(0));

            Assert.Equal((row.Name, row.Source, row.Destination), (row.Name, End(flow.Key.Source, flow.Key.Version, flow.Key.SourcePort), End(flow.Key.Destination, flow.Key.Version, flow.Key.DestinationPort)));
            Assert.Equal((row.Name, row.Protocol, (byte)direction), (row.Name, flow.Key.Protocol, flow.Key.Direction));
            Assert.Equal((row.Name, 1ul, (ulong)row.Frame.Length, row.IpBytes), (row.Name, flow.Packets, flow.Bytes, flow.IpBytes));
            Assert.Equal((row.Name, row.Frame.Length, row.Frame.Length), (row.Name, flow.Smallest, flow.Largest));
            Assert.Equal((row.Name, row.Vlan, row.TcpFlags, row.Dscp), (row.Name, flow.Vlan, flow.TcpFlags, flow.Dscp));
            Assert.Equal(flow.First, flow.Last);
        }
    }

    private static string End(ReadOnlySpan<byte> address, byte version, ushort port)
    {
        ReadOnlySpan<byte> mapped = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff];
        Assert.Equal(version == 4, address.StartsWith(mapped));
        var ip = new IPAddress(version == 4 ? address[12..] : address);
        return new IPEndPoint(ip, BinaryPrimitives.ReverseEndianness(port)).ToString();
    }

    private sealed record Row(
        string Name, Frame Frame, string Source, string Destination, byte Protocol, ulong IpBytes, ushort Vlan = 0, byte TcpFlags = 0, byte Dscp = 0);
}
