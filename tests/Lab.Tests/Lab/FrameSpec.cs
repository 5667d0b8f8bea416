using System.Net;
using System.Net.Sockets;

namespace NetMonitor.Lab.Tests.Lab;

public class FrameSpec
{
    [Fact]
    public void Frame_should_be_these_bytes_for_a_tagged_tcp_syn() =>
        Assert.Equal(
            "020000000002" + "020000000001" + "8100" + "2005" + "0800"
            + "4500" + "002c" + "0001" + "0000" + "4006" + "66c9" + "0a000001" + "0a000002"
            + "9c40" + "0050" + "00000001" + "00000001" + "5002" + "ffff" + "fd45" + "0000" + "00010203",
            Hex(Frame.Ethernet().Vlan(5, priority: 1).IPv4().Tcp(TcpFlags.Syn).Payload(4)));

    [Fact]
    public void Frame_should_carry_the_header_checksum_of_a_published_example() =>
        Assert.Equal(
            "45000073000040004011b861c0a80001c0a800c7",
            Hex(Frame.WithoutLink().IPv4(17, "192.168.0.1", "192.168.0.199", identification: 0, dontFragment: true).Payload(95).CutTo(20)));

    [Fact]
    public void Frame_should_chain_the_next_headers_of_ipv6()
    {
        var bytes = Frame.WithoutLink().IPv6().HopByHop().Routing(24).Fragment().Ah().DestinationOptions(16).Mobility().Udp().Payload(3).Bytes;
        Assert.Equal([0, 43, 44, 51, 60, 135, 17], new[] { 6, 40, 48, 72, 80, 104, 120 }.Select(at => bytes[at]));
        Assert.Equal(bytes.Length - 40, (bytes[4] << 8) | bytes[5]);
        Assert.Equal([0, 2, 4, 1, 0], new[] { 41, 49, 81, 105, 121 }.Select(at => bytes[at]));
    }

    [Theory]
    [InlineData(0x0806, "arp")]
    [InlineData(0x88cc, "lldp")]
    [InlineData(0x8847, "mpls")]
    [InlineData(0x8864, "pppoe")]
    [InlineData(0x0800, "ipv4")]
    [InlineData(0x86dd, "ipv6")]
    [InlineData(0x88b5, "payload")]
    public void Frame_should_announce_what_comes_next_in_ethernet_and_in_every_tag(int type, string part)
    {
        foreach (var link in new[] { Frame.Ethernet(), Frame.Ethernet().Vlan(1), Frame.Ethernet().Vlan(1, 0x9100).QinQ(2, 3).Vlan(4) })
        {
            var frame = Add(link, part);
            var at = frame.Part(part).Offset;
            Assert.Equal(type, (frame.Bytes[at - 2] << 8) | frame.Bytes[at - 1]);
        }
    }

    [Theory]
    [InlineData(6, "tcp")]
    [InlineData(17, "udp")]
    [InlineData(1, "icmp")]
    [InlineData(58, "icmpv6")]
    [InlineData(2, "igmp")]
    [InlineData(132, "sctp")]
    [InlineData(47, "gre")]
    [InlineData(50, "esp")]
    [InlineData(51, "ah")]
    [InlineData(4, "ipv4")]
    [InlineData(41, "ipv6")]
    [InlineData(253, "payload")]
    public void Frame_should_announce_what_comes_next_in_ipv4(int protocol, string part) =>
        Assert.Equal(protocol, Add(Frame.WithoutLink().IPv4(options: 8), part).Bytes[9]);

    [Fact]
    public void Frame_should_end_where_it_is_cut_though_its_headers_say_otherwise()
    {
        var whole = Frame.Ethernet().IPv4().Udp().Payload(100);
        Assert.Equal(whole.Bytes[..40], whole.CutTo(40).Bytes);
        Assert.Equal(whole.Length + 7, whole.PadTo(whole.Length + 7).Length);
        Assert.Equal(whole.Bytes, whole.PadTo(60).Bytes);
        Assert.Equal(0xab, whole.Patch(12, 0xab).Bytes[12]);
        Assert.Equal(new FramePart("udp", 34, 8), whole.CutTo(20).Part("udp"));
    }

    [RootTheory]
    [InlineData(AddressFamily.InterNetwork)]
    [InlineData(AddressFamily.InterNetworkV6)]
    public async Task Frame_should_be_taken_by_the_kernel_as_a_datagram(AddressFamily family)
    {
        using var lab = VethLab.Create(new VethOptions { Addresses = true }, "eth1");
        var (host, wire) = (lab["eth1"].Host, lab["eth1"].Wire);
        var v4 = family == AddressFamily.InterNetwork;
        using var receiver = lab.Host.Run(() => new UdpClient(new IPEndPoint(v4 ? host.Address4 : host.Address6, 0)));
        var port = (ushort)((IPEndPoint)receiver.Client.LocalEndPoint!).Port;
        var link = Frame.Ethernet(host.Mac, wire.Mac);
        var network = v4
            ? link.IPv4(source: $"{wire.Address4}", destination: $"{host.Address4}")
            : link.IPv6(source: $"{wire.Address6}", destination: $"{host.Address6}");
        lab["eth1"].SendToHost(1, network.Udp(40000, port).Payload(333));
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        Assert.Equal(Frame.WithoutLink().Payload(333).Bytes, (await receiver.ReceiveAsync(bound.Token)).Buffer);
    }

    private static string Hex(Frame frame) => Convert.ToHexStringLower(frame.Bytes);

    private static Frame Add(Frame frame, string part) => part switch
    {
        "arp" => frame.Arp(),
        "lldp" => frame.Lldp(),
        "mpls" => frame.Mpls(),
        "pppoe" => frame.Pppoe(),
        "ipv4" => frame.IPv4(),
        "ipv6" => frame.IPv6(),
        "tcp" => frame.Tcp(),
        "udp" => frame.Udp(),
        "icmp" => frame.Icmp(),
        "icmpv6" => frame.Icmpv6(),
        "igmp" => frame.Igmp(),
        "sctp" => frame.Sctp(),
        "gre" => frame.Gre(),
        "esp" => frame.Esp(),
        "ah" => frame.Ah(),
        _ => frame.Payload(1),
    };
}
