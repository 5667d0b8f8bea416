using System.Collections.Immutable;
using static NetMonitor.Lab.Frame;

namespace NetMonitor.Lab.Tests.Counting;

/// <summary>The outermost 802.1Q or 802.1ad tag of a frame that arrives is taken into the packet's metadata before TC ingress, and stays there
/// when a bridge sends the packet on: TC egress finds it there too. On the wire it is four bytes of the frame.</summary>
public class MetadataTagSpec
{
    private static readonly ImmutableArray<FrameKind> Kinds =
    [
        new(Tagged(1).IPv4().Tcp(), "tcp", "4", Tags: 1),
        new(Tagged(2).IPv6().Udp(), "udp", "6", Tags: 2),
        new(Tagged(3).IPv4().Icmp(), "icmp", "4", Tags: 3),
        new(Tagged(4).IPv4().Udp(), "udp", "4", Tags: 4),
        new(Tagged(5).IPv4().Udp(), "other-l2", "none", Tags: 5),
        new(Ethernet(Broadcast).QinQ(5, 6).Arp(), "arp", "none", Tags: 2),
        new(Tagged(1).IPv4().Udp().CutTo(37), "malformed", "4", Tags: 1, Malformed: "network"),
    ];

    private static readonly ImmutableArray<GsoKind> SuperKinds =
    [
        new(new GsoFrame(Tagged(1).IPv4().Tcp(options: 12).Payload(9_001), 1400), "tcp", "4", Tags: 1),
        new(new GsoFrame(Tagged(1).IPv6().Tcp().Payload(20_000), 1000), "tcp", "6", Tags: 1),
        new(new GsoFrame(Tagged(1).IPv4().Udp().Payload(4_201), 1400), "udp", "4", Tags: 1),
    ];

    [BpfTheory("ip", "tc", "setpriv", "ethtool")]
    [InlineData("tcx")]
    [InlineData("tc")]
    public async Task Tags_in_the_metadata_should_be_counted_like_the_others_on_both_sides_of_a_bridge(string mode)
    {
        using var lab = VethLab.Create(new VethOptions { Features = "tso on gso on tx-udp-segmentation on" }, "eth1", "eth2");
        Bridge(lab);
        using var monitor = await MonitorProcess.StartAsync(lab.Host, mode, "--exclude", "br0");
        var expected = new Expected();
        using var wire = lab["eth1"].Wire.OpenInjector();
        var primes = Primes.First(Kinds.Length + SuperKinds.Length);
        foreach (var (kind, times) in Kinds.Zip(primes[SuperKinds.Length..]))
        {
            wire.Send(kind.Frame, times);
            expected.Add("eth1", "rx", kind, times);
            expected.Add("eth2", "tx", kind, times);
        }

        foreach (var (kind, times) in SuperKinds.Zip(primes))
        {
            wire.Send(kind.Frame, times);
            expected.Add("eth1", "rx", kind, times, isCoalesced: true);
            expected.Add("eth2", "tx", kind, times, isCoalesced: true);
        }

        var scrape = await monitor.ScrapeUntilAsync(expected.IsReachedIn);

        Assert.True(expected.IsExactly(scrape, out var differences), differences);
    }

    /// <summary>What comes in at one port goes out of the other, the address being nobody's.</summary>
    private static void Bridge(VethLab lab) => lab.Host.Ip(
        "link add br0 type bridge stp_state 0 mcast_snooping 0",
        "link set eth1 master br0",
        "link set eth2 master br0",
        "link set br0 arp off up");

    private static Frame Tagged(int tags) => FrameKinds.Tagged(tags);
}
