using NetMonitor.Lab;
using NetMonitor.Native.Abi;
using NetMonitor.Native.Bpf;
using NetMonitor.Native.Netlink;
using static NetMonitor.Lab.Frame;

namespace NetMonitor.Native.Tests.Bpf;

public sealed class BareDeviceSpec
{
    private static readonly (Frame Frame, NmClass Class, int Times)[] Packets =
    [
        (WithoutLink().IPv4().Udp().Payload(11), NmClass.V4 + (int)NmProtocol.Udp, 31),
        (WithoutLink().IPv4(options: 8).Tcp(), NmClass.V4 + (int)NmProtocol.Tcp, 37),
        (WithoutLink().IPv6().Tcp().Payload(5), NmClass.V6 + (int)NmProtocol.Tcp, 41),
        (WithoutLink().IPv6().DestinationOptions().Icmpv6(), NmClass.V6 + (int)NmProtocol.Icmpv6, 43),
    ];

    [BpfTheory]
    [TcxData(NicMode.Tcx)]
    [InlineData(NicMode.Clsact)]
    public void Device_without_ethernet_should_be_counted_from_its_ip_header_on(NicMode mode)
    {
        using var home = NetworkNamespace.Create();
        using var tun = TunDevice.Create(home, "tun0");
        home.Ip("link set tun0 addrgenmode none", "link set tun0 up");
        using var links = home.Run(Rtnetlink.Open);
        using var clsacts = new ClsactQdiscs(links);
        var link = links.FindLink("tun0")!;
        Assert.False(link.HasEthernetHeader);

        using var ours = home.Run(() => NicAttachment.Attach(ObjectImage.Read(LabPaths.BpfObject), clsacts, link.Index, link.Name, link.HasEthernetHeader, mode));
        using var injector = FrameInjector.Open(home, "tun0");
        foreach (var (frame, _, times) in Packets)
        {
            tun.Receive(frame, times);
            injector.Send(frame, times);
        }

        foreach (var direction in new[] { NmDirection.Rx, NmDirection.Tx })
        {
            Eventually.True(() => Seen(ours, direction).Total.Packets >= (ulong)Packets.Sum(packet => packet.Times), $"all {direction} have been seen");
            var seen = Seen(ours, direction);
            Assert.Equal(
                Packets.Select(packet => (packet.Class, (ulong)packet.Times, (ulong)(packet.Times * packet.Frame.Length))),
                Packets.Select(packet => (packet.Class, seen.Classes[(int)packet.Class].Packets, seen.Classes[(int)packet.Class].Bytes)));
            Assert.Equal((ulong)Packets.Sum(packet => packet.Times), seen.Total.Packets);
        }
    }

    private static NmCounters Seen(NicAttachment attachment, NmDirection direction)
    {
        attachment.Sum(direction, 0, out var sum);
        attachment.Sum(direction, 1, out var other);
        NmCounters.Add(ref sum, in other);
        return sum;
    }
}
