using NetMonitor.Lab.Tests.Counting;

namespace NetMonitor.Lab.Tests.Demo;

public sealed class DemoSpec : IDisposable
{
    private const int SigInt = 2;
    private const int SigKill = 9;
    private const int SigTerm = 15;

    private static readonly (string Nic, string Mode)[] Nics = [("xdp0", "native"), ("xdp1", "native"), ("tcx0", "tcx"), ("tcx1", "tcx")];

    private readonly NetworkNamespace _home = NetworkNamespace.Create();

    public void Dispose() => _home.Dispose();

    [BpfFact("ip", "nsenter", "setpriv", "iperf3", "nginx", "dnsmasq", "host", "ping", "curl", "tcpreplay")]
    public void Demo_should_count_mixed_traffic_on_four_nics_and_leave_nothing()
    {
        using var demo = DemoRun.Start(_home, "--seconds", "8");
        var processes = demo.AwaitTraffic();
        Assert.Equal(0, demo.AwaitEnd());

        var scrape = Scrape.Parse(demo.Output);
        Assert.All(Nics, expected =>
        {
            Assert.Equal(1, scrape.SeriesWith("network_interface_info", ("interface", expected.Nic), ("mode", expected.Mode)));
            Assert.All(
                new[] { ("tcp", "4"), ("tcp", "6"), ("udp", "4"), ("icmp", "4"), ("icmpv6", "6") },
                of => Assert.All(new[] { "rx", "tx" }, direction => Assert.True(Packets(scrape, expected.Nic, direction, of) > 0, $"{expected.Nic} {direction} {of}: {demo.Said}")));
            Assert.All(new[] { "1", "2" }, tags => Assert.Equal(
                1, scrape.SeriesWith("network_vlan_packets_total", ("interface", expected.Nic), ("direction", "rx"), ("tags", tags))));
        });
        // Shown by pbm too, of which each command ended with 0, else the demo would not have.
        Assert.All(Nics, expected => Assert.Contains($"{expected.Nic}: counting, {expected.Mode}; read ", demo.Output, StringComparison.Ordinal));
        Assert.Contains("bin/pbm 127.0.0.1:9110 net actors\n", demo.Output, StringComparison.Ordinal);
        NothingShouldBeLeftOf(demo, processes);
    }

    [BpfTheory("ip", "nsenter", "setpriv", "iperf3", "nginx", "dnsmasq", "host", "ping", "curl", "tcpreplay")]
    [InlineData(SigInt)]
    [InlineData(SigTerm)]
    public void Demo_should_leave_nothing_when_it_is_interrupted(int signal)
    {
        using var demo = DemoRun.Start(_home);
        var processes = demo.AwaitTraffic();
        demo.Signal(signal);
        Assert.Equal(128 + signal, demo.AwaitEnd());
        NothingShouldBeLeftOf(demo, processes);
    }

    [BpfFact("ip", "nsenter", "setpriv", "iperf3", "nginx", "dnsmasq", "host", "ping", "curl", "tcpreplay")]
    public void Demo_should_remove_what_a_killed_one_left()
    {
        using var killed = DemoRun.Start(_home);
        var processes = killed.AwaitTraffic();
        killed.Signal(SigKill);
        Assert.Equal(128 + SigKill, killed.AwaitEnd());
        // The processes went with it; what has no process is there until the next run.
        ProcessesShouldEnd(processes);
        Assert.Equal(2, killed.NamespacesLeft().Count());
        Assert.True(killed.IsFolderLeft());

        using var next = DemoRun.Start(_home, "--seconds", "1");
        Assert.Equal(0, next.AwaitEnd());
        NothingShouldBeLeftOf(killed, processes);
        NothingShouldBeLeftOf(next, []);
    }

    [Theory]
    [InlineData("--seconds")]
    [InlineData("--seconds", "0")]
    [InlineData("--seconds", "601")]
    [InlineData("--minutes", "1")]
    public void Demo_should_refuse_what_it_does_not_take(params string[] arguments)
    {
        var refused = Tool.Run(Path.Combine(LabPaths.Root, "deploy", "demo", "demo.sh"), arguments);
        Assert.Equal((1, "demo: takes --seconds N, from 1 to 600\n"), (refused.ExitCode, refused.Error));
    }

    private static long Packets(Scrape scrape, string nic, string direction, (string Protocol, string Version) of) => scrape[Scrape.Series(
        "network_packets_total", ("interface", nic), ("direction", direction), ("protocol", of.Protocol), ("ip_version", of.Version))];

    private static void NothingShouldBeLeftOf(DemoRun demo, int[] processes)
    {
        Assert.Empty(demo.NamespacesLeft());
        Assert.False(demo.IsFolderLeft());
        ProcessesShouldEnd(processes);
        Eventually.True(() => !LoadedPrograms.Named("nm_").Keys.Except(LoadedPrograms.Held()).Any(), "no program left behind");
    }

    private static void ProcessesShouldEnd(int[] processes) =>
        Eventually.True(() => !processes.Any(pid => Directory.Exists($"/proc/{pid}")), $"the processes {string.Join(", ", processes)} gone");
}
