using NetMonitor.Lab.Tests.Startup;

namespace NetMonitor.Lab.Tests.Links;

/// <summary>The program as a user without any right: by the kernel's counters, and simulated.</summary>
public sealed class LesserSourcesSpec : IDisposable
{
    private const int SigTerm = 15;

    private static readonly string[] Nobody =
        ["--reuid=65534", "--regid=65534", "--clear-groups", "--inh-caps=-all", "--bounding-set=-all"];

    private readonly VethLab _lab = VethLab.Create("eth1", "eth2");
    private readonly PublicCopy _copy = new();

    public void Dispose()
    {
        _lab.Dispose();
        _copy.Dispose();
    }

    [RootFact("ip", "setpriv")]
    public async Task Mode_kernel_should_count_without_any_right_and_pretend_nothing()
    {
        using var run = await NetMonitorRun.StartUnder(_lab.Host, Nobody, _copy.Folder, "--mode", "kernel").Ready();
        _lab["eth1"].SendToHost(1009, Frame.Ethernet().IPv4().Tcp());
        _lab["eth1"].SendFromHost(503, Frame.Ethernet().IPv6().Udp());
        await run.Counts("eth1", "rx", 1009);
        await run.Counts("eth1", "tx", 503);

        var metrics = await run.Metrics();
        Assert.Contains(
            "network_packets_total{interface=\"eth1\",direction=\"rx\",protocol=\"unknown\",ip_version=\"unknown\"} 1009\n", metrics, StringComparison.Ordinal);
        Assert.Contains("network_interface_packets_total{interface=\"eth1\",direction=\"tx\"} 503\n", metrics, StringComparison.Ordinal);
        Assert.Contains("network_interface_info{interface=\"eth1\",mode=\"kernel\",reason=\"asked for\"", metrics, StringComparison.Ordinal);
        Assert.Contains("source=\"kernel\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("protocol=\"tcp\"", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("\nnetwork_tcp_flags_total{", metrics, StringComparison.Ordinal);
        Assert.Equal("eth1: counting (kernel)\neth2: counting (kernel)\n", await run.Readiness());
        HoldsNoLibbpf(run);

        // It follows its NICs as any other mode does.
        _lab.Host.Ip("link del eth2");
        await Eventually.TrueAsync(async () => await run.Readiness() == "eth1: counting (kernel)\n", "eth2 is gone");
        Ends(run);
    }

    [RootFact("ip", "setpriv")]
    public async Task Simulation_should_run_without_any_right_and_say_so_everywhere()
    {
        using var run = await NetMonitorRun.StartUnder(_lab.Host, Nobody, _copy.Folder, "--simulate", "--seed", "7", "--nics", "3").Ready();
        await Eventually.TrueAsync(
            async () => (await run.Metrics()).Split('\n').Any(line =>
                line.StartsWith("network_packets_total{interface=\"sim2\",direction=\"tx\",protocol=\"tcp\",ip_version=\"6\"}", StringComparison.Ordinal)
                && !line.EndsWith(" 0", StringComparison.Ordinal)),
            "made-up packets");

        var metrics = await run.Metrics();
        var infos = metrics.Split('\n').Where(line => line.StartsWith("network_interface_info{", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, infos.Count);
        Assert.All(infos, info =>
        {
            Assert.Contains("mode=\"simulated\"", info, StringComparison.Ordinal);
            Assert.EndsWith("source=\"simulated\"} 1", info, StringComparison.Ordinal);
        });
        Assert.DoesNotContain("eth1", metrics, StringComparison.Ordinal);
        Assert.Equal("sim0: counting (simulated)\nsim1: counting (simulated)\nsim2: counting (simulated)\n", await run.Readiness());
        Assert.Contains("warning: Agent: simulated: 3 NICs and all their packets are made up (seed 7)", run.Process.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("BPF file system", run.Process.Error, StringComparison.Ordinal);
        HoldsNoLibbpf(run);
        Ends(run);
    }

    [RootFact("ip", "setpriv")]
    public async Task Simulation_should_choose_among_its_own_nics()
    {
        using var run = await NetMonitorRun.StartUnder(
            _lab.Host, Nobody, _copy.Folder, "--simulate", "--interface", "sim?", "--exclude", "sim0", "--nics", "2").Ready();
        Assert.Equal("sim1: counting (simulated)\n", await run.Readiness());

        using var other = NetMonitorRun.StartUnder(_lab.Host, Nobody, _copy.Folder, "--simulate", "--interface", "eth1", "--nics", "2");
        Assert.Equal(
            "netmonitor: --interface (netmonitor.interfaces.include): no NIC matches 'eth1'; there are sim0, sim1", other.Refusal(2));
        Ends(run);
    }

    private static void HoldsNoLibbpf(NetMonitorRun run) =>
        Assert.DoesNotContain("libbpf", File.ReadAllText($"/proc/{run.Process.Id}/maps"), StringComparison.Ordinal);

    private static void Ends(NetMonitorRun run)
    {
        run.Process.Signal(SigTerm);
        Assert.Equal(0, run.Process.WaitForExit(TimeSpan.FromSeconds(20)));
    }
}
