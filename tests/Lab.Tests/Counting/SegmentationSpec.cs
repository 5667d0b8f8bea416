using System.Collections.Immutable;
using System.Globalization;
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

        var fromKernel = "";
        var scrape = await monitor.ScrapeUntilAsync(now => expected.IsReachedIn(now) && KernelCount.IsOurs(now, lab, mode, out fromKernel));

        Assert.True(expected.IsExactly(scrape, out var differences), differences);
        Assert.True(fromKernel.Length == 0, fromKernel);
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

        var fromKernel = "";
        var scrape = await monitor.ScrapeUntilAsync(now => KernelCount.IsOurs(now, lab, mode, out fromKernel));

        Assert.True(fromKernel.Length == 0, fromKernel);
        AssertIsTheStream(scrape, "eth1", "tx", "4", payload: 1448, Resent(lab.Host));
        AssertIsTheStream(scrape, "eth2", "rx", "6", payload: 1428, Resent(lab.Wire));
        Assert.Equal(mode == "native", scrape.Of("network_coalesced_packets_total", "eth2", "rx") == 0);
        Assert.NotEqual(0, scrape.Of("network_coalesced_packets_total", "eth1", "tx"));
    }

    /// <summary>The bytes are the stream and one set of headers per packet, but for the options of the SYN, and for what TCP sent once more
    /// because it was lost or late on a busy machine.</summary>
    private static void AssertIsTheStream(Scrape scrape, string nic, string direction, string version, long payload, long resent)
    {
        var packets = scrape[Class("network_packets_total", nic, direction, version)];
        var bytes = scrape[Class("network_bytes_total", nic, direction, version)];
        Assert.Equal(scrape.Of("network_interface_packets_total", nic, direction), packets);
        Assert.InRange(packets, Stream / payload, (2 * Stream / payload) + resent);
        Assert.InRange(bytes - (packets * (1514 - payload)), Stream, Stream + 100 + (resent * payload));
    }

    /// <summary>Segments that TCP of this namespace has sent again.</summary>
    private static long Resent(NetworkNamespace sender)
    {
        var lines = sender.Run(() => File.ReadAllLines("/proc/thread-self/net/snmp"))
            .Where(line => line.StartsWith("Tcp:", StringComparison.Ordinal)).Select(line => line.Split(' ')).ToArray();
        return long.Parse(lines[1][lines[0].IndexOf("RetransSegs")], CultureInfo.InvariantCulture);
    }

    private static string Class(string metric, string nic, string direction, string version) =>
        Scrape.Series(metric, ("interface", nic), ("direction", direction), ("protocol", "tcp"), ("ip_version", version));
}
