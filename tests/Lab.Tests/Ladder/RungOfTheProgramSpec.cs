using NetMonitor.Lab.Tests.Links;
using NetMonitor.Lab.Tests.Startup;

namespace NetMonitor.Lab.Tests.Ladder;

/// <summary>The whole program on a NIC to which nothing of ours can be attached at first; it never looks for links without being told.</summary>
public sealed class RungOfTheProgramSpec : IDisposable
{
    private static readonly Frame Some = Frame.Ethernet().IPv4().Udp().Payload(100);

    private readonly VethLab _lab = VethLab.Create("eth1", "eth2");
    private readonly QuietConfiguration _quiet = new();

    public void Dispose()
    {
        _lab.Dispose();
        _quiet.Dispose();
    }

    [BpfFact("ip", "tc")]
    public async Task Nic_should_count_by_the_kernel_and_by_our_programs_once_it_can()
    {
        var index = _lab["eth1"].Host.Index;
        using var tcx = _lab.Host.Run(() => ForeignProgram.FillTcx(index));
        using var xdp = _lab.Host.Run(() => ForeignProgram.OnXdp(index, "xdp_filter"));
        _ = _lab.Host.Exec("tc", "qdisc", "add", "dev", "eth1", "ingress").Require();
        using var run = await NetMonitorRun.Start(_lab.Host, "--config", _quiet.Path).Ready();
        _lab["eth1"].SendToHost(211, Some);
        await run.Counts("eth1", "rx", 211);
        Assert.Equal("eth1: counting (kernel)\neth2: counting\n", await run.Readiness());
        var reason = "only the kernel's own counters are left: packets and bytes, nothing else; not tcx: ERANGE, 63 other programs are attached there, "
            + "and more are not taken; not tc: EEXIST, another ingress qdisc holds the place of clsact; not generic: EEXIST, XDP program ";
        var info = Info(await run.Metrics());
        Assert.StartsWith($"network_interface_info{{interface=\"eth1\",mode=\"kernel\",reason=\"{reason}", info, StringComparison.Ordinal);
        Assert.EndsWith("source=\"kernel\"} 1", info, StringComparison.Ordinal);
        Assert.Contains($"warning: Actors: /user/interfaces: eth1: attached, kernel: {reason}", run.Process.Error, StringComparison.Ordinal);
        Assert.Contains("eth2: attached, tcx: XDP would cost a veth device its offloads\n", run.Process.Error, StringComparison.Ordinal);

        // What stands in the way goes; that something changed is seen by the link.
        _lab.Host.Run(tcx.Dispose);
        _lab.Host.Ip("link set eth1 mtu 1400");
        await Eventually.TrueAsync(async () => Info(await run.Metrics()).Contains("mode=\"tcx\"", StringComparison.Ordinal), "tcx");
        var uncounted = $"network_uncounted_packets_total{{interface=\"eth1\",direction=\"rx\"}} 0\n";
        Assert.Contains(uncounted, await run.Metrics(), StringComparison.Ordinal);
        Assert.Contains("netmonitor_interface_restarts_total{interface=\"eth1\"} 0\n", await run.Metrics(), StringComparison.Ordinal);
        Assert.Contains("network_interface_mtu_bytes{interface=\"eth1\"} 1400", await run.Metrics(), StringComparison.Ordinal);
        Assert.Equal("eth1: counting\neth2: counting\n", await run.Readiness());

        _lab["eth1"].SendToHost(101, Some);
        await run.Counts("eth1", "rx", 312);
        var metrics = await run.Metrics();
        Assert.Contains("network_packets_total{interface=\"eth1\",direction=\"rx\",protocol=\"unknown\",ip_version=\"unknown\"} 211\n", metrics, StringComparison.Ordinal);
        Assert.Contains("network_packets_total{interface=\"eth1\",direction=\"rx\",protocol=\"udp\",ip_version=\"4\"} 101\n", metrics, StringComparison.Ordinal);
        Assert.Contains(uncounted, metrics, StringComparison.Ordinal);
        run.Process.Signal(15);
        Assert.Equal(0, run.Process.WaitForExit(TimeSpan.FromSeconds(20)));
        Attached.ShouldBeNothing(_lab);
    }

    [BpfFact("ip", "tc")]
    public async Task Sections_should_say_how_and_how_often_each_nic_is_counted()
    {
        _ = _lab.Add("eth3");
        _lab.Host.Ip("link add br0 type bridge");
        File.AppendAllText(_quiet.Path, """
            netmonitor.interfaces {
              "kind:veth" { mode = tc, interval = 300ms }
              eth2 { mode = kernel }
              eth3 { enabled = off }
              "driver:bridge" { mode = tcx, flows.slots = off }
            }
            """);
        using var run = await NetMonitorRun.Start(_lab.Host, "--config", _quiet.Path).Ready();
        Assert.Equal("eth1: counting\neth2: counting (kernel)\nbr0: counting\n", await run.Readiness());
        var metrics = await run.Metrics();
        Assert.All(
            [("eth1", "tc"), ("eth2", "kernel"), ("br0", "tcx")],
            nic => Assert.Contains($"network_interface_info{{interface=\"{nic.Item1}\",mode=\"{nic.Item2}\",reason=\"asked for\"", metrics, StringComparison.Ordinal));
        Assert.DoesNotContain("eth3", metrics, StringComparison.Ordinal);
        run.Process.Signal(15);
        Assert.Equal(0, run.Process.WaitForExit(TimeSpan.FromSeconds(20)));
        Attached.ShouldBeNothing(_lab);
    }

    private static string Info(string metrics) => metrics.Split('\n').Single(line => line.StartsWith("network_interface_info{interface=\"eth1\"", StringComparison.Ordinal));
}
