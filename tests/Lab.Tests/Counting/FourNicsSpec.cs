using System.Collections.Immutable;

namespace NetMonitor.Lab.Tests.Counting;

/// <summary>The program as a whole, from frames on four NICs to /metrics.</summary>
public class FourNicsSpec
{
    /// <summary>The Ethernet header, which a veth with native XDP leaves out of its own count of received bytes.</summary>
    private const long EthernetHeader = 14;

    private static readonly string[] Nics = ["eth1", "eth2", "enp3s0.x", "a.b_c-d@1"];

    [BpfTheory("ip", "tc", "setpriv")]
    [InlineData("native")]
    [InlineData("tcx")]
    [InlineData("tc")]
    public async Task Metrics_should_be_exactly_what_was_sent_and_what_the_kernel_counted(string mode)
    {
        using var lab = VethLab.Create(Nics);
        using var monitor = await MonitorProcess.StartAsync(lab.Host, mode);
        var expected = SendAll(lab);

        var scrape = await monitor.ScrapeUntilAsync(now => expected.IsReachedIn(now) && KernelAgrees(now, expected, mode));

        Assert.Equal(Lines(expected.Values), Lines(scrape.NonZero(Expected.Metrics)));
        Assert.All(Both(lab), side =>
        {
            var (nic, direction) = side;
            Assert.Equal(scrape.Of("network_interface_packets_total", nic, direction), scrape.SumOverClasses("network_packets_total", nic, direction));
            Assert.Equal(scrape.Of("network_interface_bytes_total", nic, direction), scrape.SumOverClasses("network_bytes_total", nic, direction));
            Assert.Equal(expected.Packets(nic, direction), scrape.Of("network_kernel_packets_total", nic, direction));
            Assert.Equal(expected.Bytes(nic, direction) - Uncounted(expected, nic, direction, mode), scrape.Of("network_kernel_bytes_total", nic, direction));
        });
        Assert.All(lab.Nics, nic =>
        {
            var kernel = nic.Host.Statistics();
            Assert.Equal((ulong)expected.Packets(nic.Name, "rx"), kernel.RxPackets);
            Assert.Equal((ulong)expected.Packets(nic.Name, "tx"), kernel.TxPackets);
            Assert.Equal((ulong)expected.Bytes(nic.Name, "tx"), kernel.TxBytes);
        });
    }

    /// <summary>Each NIC and direction gets the primes in another order: no two have a sum in common.</summary>
    private static Expected SendAll(VethLab lab)
    {
        var kinds = FrameKinds.All;
        var primes = Primes.First(kinds.Length);
        var expected = new Expected();
        foreach (var (number, nic) in lab.Nics.Index())
        {
            using var toHost = new PacedSender(nic);
            using var fromHost = nic.Host.OpenInjector();
            foreach (var (at, kind) in kinds.Index())
            {
                var received = primes[(at + (number * 14)) % primes.Length];
                toHost.Send(kind.Frame, received);
                expected.Add(nic.Name, "rx", kind, received);
                var sent = primes[(at + (number * 14) + 7) % primes.Length];
                fromHost.Send(kind.Frame, sent);
                expected.Add(nic.Name, "tx", kind, sent);
            }
        }

        return expected;
    }

    private static IEnumerable<(string Nic, string Direction)> Both(VethLab lab) =>
        lab.Nics.SelectMany(nic => new[] { (nic.Name, "rx"), (nic.Name, "tx") });

    private static bool KernelAgrees(Scrape scrape, Expected expected, string mode) =>
        Nics.All(nic => new[] { "rx", "tx" }.All(direction =>
            scrape.Of("network_kernel_packets_total", nic, direction) == expected.Packets(nic, direction)
            && scrape.Of("network_kernel_bytes_total", nic, direction) == expected.Bytes(nic, direction) - Uncounted(expected, nic, direction, mode)));

    private static long Uncounted(Expected expected, string nic, string direction, string mode) =>
        mode == "native" && direction == "rx" ? EthernetHeader * expected.Packets(nic, direction) : 0;

    /// <summary>As text, so that a failure shows the series that differ.</summary>
    private static IEnumerable<string> Lines(ImmutableSortedDictionary<string, long> values) =>
        values.Select(series => $"{series.Key} {series.Value}");
}
