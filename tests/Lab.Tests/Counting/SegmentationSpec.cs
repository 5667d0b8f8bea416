using System.Collections.Immutable;
using System.Net.Sockets;
using static NetMonitor.Lab.Frame;

namespace NetMonitor.Lab.Tests.Counting;

/// <summary>What segmentation offload folds is counted as it is on the wire.</summary>
public class SegmentationSpec
{
    private const long Stream = 20_000_000;

    private static readonly ImmutableArray<GsoKind> Kinds =
    [
        new(new GsoFrame(Ethernet().IPv4().Tcp(options: 12).Payload(9_001), 1400), "tcp", "4"),
        new(new GsoFrame(Ethernet().IPv6().Tcp().Payload(20_000), 1000), "tcp", "6"),
        new(new GsoFrame(Ethernet().IPv4().Udp().Payload(4_201), 1400), "udp", "4"),
        new(new GsoFrame(Ethernet().IPv6().Udp().Payload(2_800), 1400), "udp", "6"),
        new(new GsoFrame(Ethernet().Vlan(5).IPv4().Tcp(options: 12).Payload(7_777), 1400), "tcp", "4", Tags: 1),
        new(new GsoFrame(Ethernet().Vlan(5).IPv6().Tcp().Payload(60_001), 1400), "tcp", "6", Tags: 1),
        new(new GsoFrame(Ethernet().Vlan(5).IPv4().Udp().Payload(2_801), 1400), "udp", "4", Tags: 1),
    ];

    [BpfTheory("ip", "tc", "setpriv", "ethtool")]
    [InlineData("native")]
    [InlineData("tcx")]
    [InlineData("tc")]
    public async Task Super_packets_should_be_counted_as_their_wire_packets(string mode)
    {
        using var lab = VethLab.Create(new VethOptions { Features = "tso on gso on tx-udp-segmentation on" }, "eth1", "eth2");
        using var monitor = await MonitorProcess.StartAsync(lab.Host, mode);
        var expected = new Expected();
        using var toHost = lab["eth1"].Wire.OpenInjector();
        using var fromHost = lab["eth2"].Host.OpenInjector();
        foreach (var (kind, times) in Kinds.Zip(Primes.First(Kinds.Length + 4)[4..]))
        {
            // With native XDP on its peer the wire's end segments before it sends.
            toHost.Send(kind.Frame, times);
            expected.Add("eth1", "rx", kind, times, isCoalesced: mode != "native");
            fromHost.Send(kind.Frame, times + 2);
            expected.Add("eth2", "tx", kind, times + 2, isCoalesced: true);
        }

        var scrape = await monitor.ScrapeUntilAsync(now => expected.IsReachedIn(now) && KernelCount.IsOurs(now, lab, mode, out _));

        Assert.True(expected.IsExactly(scrape, out var differences), differences);
        Assert.True(KernelCount.IsOurs(scrape, lab, mode, out differences), differences);
    }

    [BpfTheory("ip", "tc", "setpriv", "ethtool")]
    [InlineData("native")]
    [InlineData("tcx")]
    [InlineData("tc")]
    public async Task Streams_should_be_counted_as_the_kernel_counts_but_for_what_it_folds(string mode)
    {
        using var lab = VethLab.Create(new VethOptions { Addresses = true, Features = "tso on gso on" }, "eth1", "eth2");
        using var monitor = await MonitorProcess.StartAsync(lab.Host, mode);
        await TcpTransfer.RunAsync(lab["eth1"].Host, lab["eth1"].Wire, Stream);
        await TcpTransfer.RunAsync(lab["eth2"].Wire, lab["eth2"].Host, Stream, AddressFamily.InterNetworkV6);

        var scrape = await monitor.ScrapeUntilAsync(now => KernelCount.IsOurs(now, lab, mode, out _));

        Assert.True(KernelCount.IsOurs(scrape, lab, mode, out var differences), differences);
        Assert.All([("eth1", "tx", "4", 1448), ("eth2", "rx", "6", 1428)], side =>
        {
            var (nic, direction, version, payload) = side;
            var packets = scrape[Class("network_packets_total", nic, direction, version)];
            var bytes = scrape[Class("network_bytes_total", nic, direction, version)];
            var coalesced = scrape.Of("network_coalesced_packets_total", nic, direction);

            // Each wire packet has at most a full segment; bytes are the stream and one set of headers (66, or 86 for IPv6) per packet, but
            // for the few with other options: SYN.
            Assert.InRange(packets, Stream / payload, 2 * Stream / payload);
            Assert.InRange(bytes - Stream, packets * (1514 - payload), (packets * (1514 - payload)) + 100);
            Assert.Equal(scrape.Of("network_interface_packets_total", nic, direction), packets);
            if (mode == "native" && direction == "rx")
            {
                Assert.Equal(0, coalesced);
            }
            else
            {
                Assert.InRange(coalesced, packets / 2, packets);
            }
        });
    }

    private static string Class(string metric, string nic, string direction, string version) =>
        Scrape.Series(metric, ("interface", nic), ("direction", direction), ("protocol", "tcp"), ("ip_version", version));
}
