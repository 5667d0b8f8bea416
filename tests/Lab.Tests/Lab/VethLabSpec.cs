using System.Net.Sockets;

namespace NetMonitor.Lab.Tests.Lab;

public class VethLabSpec
{
    private static readonly LinkStatistics Nothing = new(0, 0, 0, 0, 0, 0, 0, 0);

    [RootFact]
    public void VethLab_should_have_its_nics_up_with_the_mtu_asked_for()
    {
        using var lab = VethLab.Create(new VethOptions { Mtu = 9000, Queues = 2 }, "eth1", "a.b_c-d@1");
        foreach (var end in lab.Nics.SelectMany(n => new[] { n.Host, n.Wire }))
        {
            Assert.Equal(9000, end.Namespace.Link(end.Name).GetProperty("mtu").GetInt32());
            Assert.Equal(end.Mac, end.Namespace.Link(end.Name).GetProperty("address").GetString());
        }
    }

    [RootFact]
    public async Task VethLab_should_send_nothing_by_itself()
    {
        using var silent = VethLab.Create("eth1");
        using var addressed = VethLab.Create(new VethOptions { Addresses = true }, "eth1");

        // Longer than the second within which a kernel solicits, reports and probes.
        await Task.Delay(TimeSpan.FromSeconds(1.5));
        Assert.All([silent["eth1"].Host, silent["eth1"].Wire, addressed["eth1"].Host, addressed["eth1"].Wire], end =>
            Assert.Equal(Nothing, end.Statistics()));
    }

    [RootFact]
    public void VethLab_should_answer_no_frame_that_is_injected()
    {
        using var lab = VethLab.Create(new VethOptions { Addresses = true }, "eth1");
        var host = lab["eth1"].Host;
        lab["eth1"].SendToHost(
            5, Frame.Ethernet(host.Mac).Arp(), Frame.Ethernet().IPv4(destination: $"{host.Address4}").Icmp(), Frame.Ethernet().IPv6().Tcp(TcpFlags.Syn));
        Assert.Equal(0ul, host.Statistics().TxPackets);
        Assert.Equal(15ul, host.Statistics().RxPackets);
    }

    [RootTheory]
    [InlineData(AddressFamily.InterNetwork, 42)]
    [InlineData(AddressFamily.InterNetworkV6, 62)]
    public async Task VethLab_should_carry_each_datagram_once(AddressFamily family, int headers)
    {
        using var lab = VethLab.Create(new VethOptions { Addresses = true }, "eth1");
        await UdpTransfer.RunAsync(lab["eth1"].Wire, lab["eth1"].Host, datagrams: 211, bytes: 100, family);
        Assert.Equal(
            Nothing with { RxPackets = 211, RxBytes = 211 * (100 + (ulong)headers) },
            lab["eth1"].Host.Statistics());
    }

    [RootTheory]
    [InlineData(AddressFamily.InterNetwork)]
    [InlineData(AddressFamily.InterNetworkV6)]
    public async Task VethLab_should_carry_a_stream_in_fewer_packets_with_segmentation_offload(AddressFamily family)
    {
        using var lab = VethLab.Create(new VethOptions { Addresses = true }, "eth1", "eth2");
        lab["eth2"].Wire.SetFeatures("tso off gso off");
        const long Bytes = 10_000_000;
        await TcpTransfer.RunAsync(lab["eth1"].Wire, lab["eth1"].Host, Bytes, family);
        await TcpTransfer.RunAsync(lab["eth2"].Wire, lab["eth2"].Host, Bytes, family);
        var folded = lab["eth1"].Host.Statistics().RxPackets;
        var segments = lab["eth2"].Host.Statistics().RxPackets;
        Assert.InRange(segments, (ulong)Bytes / 1500, 2 * (ulong)Bytes / 1400);
        Assert.InRange(folded, 1ul, segments / 3);
    }
}
