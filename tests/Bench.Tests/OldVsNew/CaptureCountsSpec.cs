using NetMonitor.Bench.OldVsNew;
using NetMonitor.Lab;

namespace NetMonitor.Bench.Tests.OldVsNew;

public sealed class CaptureCountsSpec
{
    private static readonly byte[] Others = [2, 0x77, 0, 0, 1, 2];

    public static TheoryData<Frame, string> Frames => new()
    {
        { Frame.Ethernet().IPv4().Tcp(), nameof(CapturedProtocol.Tcp) },
        { Frame.Ethernet().IPv4(options: 8).Tcp(), nameof(CapturedProtocol.Tcp) },
        { Frame.Ethernet().IPv6().Tcp(), nameof(CapturedProtocol.Tcp) },
        { Frame.Ethernet().Vlan(5).IPv4().Udp(), nameof(CapturedProtocol.Udp) },
        { Frame.Ethernet().QinQ(5, 6).IPv6().Udp(), nameof(CapturedProtocol.Udp) },
        { Frame.Ethernet().IPv4().Icmp(), nameof(CapturedProtocol.Icmp) },
        { Frame.Ethernet().IPv6().Icmpv6(), nameof(CapturedProtocol.Icmp) },
        { Frame.Ethernet().IPv4(protocol: 132).Payload(8), nameof(CapturedProtocol.OtherIp) },
        { Frame.Ethernet().IPv4().Tcp().CutTo(14 + 20 + 19), nameof(CapturedProtocol.OtherIp) },
        { Frame.Ethernet().IPv4().Udp().CutTo(14 + 20 + 7), nameof(CapturedProtocol.OtherIp) },
        { Frame.Ethernet().IPv4().Tcp().CutTo(14 + 19), nameof(CapturedProtocol.Other) },
        { Frame.Ethernet().IPv4(headerWords: 4).Tcp(), nameof(CapturedProtocol.Other) },
        { Frame.Ethernet().IPv6().Tcp().CutTo(14 + 39), nameof(CapturedProtocol.Other) },
        { Frame.Ethernet().Arp(), nameof(CapturedProtocol.Other) },
        { Frame.Ethernet().Vlan(5).IPv4().Udp().CutTo(17), nameof(CapturedProtocol.Other) },
        { Frame.Ethernet().IPv4().Udp().CutTo(13), nameof(CapturedProtocol.Other) },
    };

    [Theory]
    [MemberData(nameof(Frames))]
    public void Frame_should_count_under_its_protocol_alone(Frame frame, string protocol)
    {
        var counts = new CaptureCounts(Others);

        counts.Add(frame.Bytes, 1000);

        Assert.Equal(1, counts.TotalPackets);
        Assert.Equal(1, counts.Packets(Enum.Parse<CapturedProtocol>(protocol), isSent: false));
        Assert.Equal(1000, counts.Bytes(Enum.Parse<CapturedProtocol>(protocol), isSent: false));
    }

    [Fact]
    public void Frame_should_count_as_sent_when_it_comes_from_the_nic_itself()
    {
        var bytes = Frame.Ethernet().IPv4().Tcp().Bytes;
        var counts = new CaptureCounts(bytes[6..12]);

        counts.Add(bytes, bytes.Length);

        Assert.Equal(1, counts.Packets(CapturedProtocol.Tcp, isSent: true));
        Assert.Equal(0, counts.Packets(CapturedProtocol.Tcp, isSent: false));
    }
}
