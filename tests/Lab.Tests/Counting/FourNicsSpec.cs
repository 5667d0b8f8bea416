namespace NetMonitor.Lab.Tests.Counting;

/// <summary>The program as a whole, from frames on four NICs to /metrics.</summary>
public class FourNicsSpec
{
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

        var fromKernel = "";
        var scrape = await monitor.ScrapeUntilAsync(now => expected.IsReachedIn(now) && KernelCount.IsOurs(now, lab, mode, out fromKernel));

        Assert.True(expected.IsExactly(scrape, out var differences), differences);
        Assert.True(fromKernel.Length == 0, fromKernel);
        Assert.All(Both(lab), side =>
        {
            var (nic, direction) = side;
            Assert.Equal(scrape.Of("network_interface_packets_total", nic, direction), scrape.SumOverClasses("network_packets_total", nic, direction));
            Assert.Equal(scrape.Of("network_interface_bytes_total", nic, direction), scrape.SumOverClasses("network_bytes_total", nic, direction));
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
}
