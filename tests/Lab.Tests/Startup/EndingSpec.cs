using System.Diagnostics;

namespace NetMonitor.Lab.Tests.Startup;

public sealed class EndingSpec : IDisposable
{
    /// <summary>The program promises two seconds; a machine that is busy with other things gets as much again.</summary>
    private static readonly TimeSpan Promise = TimeSpan.FromSeconds(4);

    private readonly VethLab _lab = VethLab.Create("eth1", "eth2");

    public void Dispose() => _lab.Dispose();

    [BpfTheory("tc")]
    [InlineData("native", 15)]
    [InlineData("tcx", 15)]
    [InlineData("tc", 15)]
    [InlineData("auto", 2)]
    public async Task End_should_come_soon_after_the_signal_and_leave_nothing_attached(string mode, int signal)
    {
        using var run = await NetMonitorRun.Start(_lab.Host, "--mode", mode).Ready();
        var watch = Stopwatch.StartNew();
        run.Process.Signal(signal);
        Assert.Equal(0, run.Process.WaitForExit(TimeSpan.FromSeconds(20)));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Promise);
        Attached.ShouldBeNothing(_lab);
        Assert.DoesNotContain("clsact", _lab.Host.Exec("tc", "qdisc", "show").Require().Output, StringComparison.Ordinal);
    }

    [BpfTheory("tc")]
    [InlineData("native")]
    [InlineData("tcx")]
    public async Task Sudden_death_should_leave_nothing_where_the_kernel_has_links_and_nothing_is_pinned(string mode)
    {
        await Kill(mode);
        Attached.ShouldBeNothing(_lab);
    }

    [BpfFact("tc")]
    public async Task Start_should_replace_the_filters_that_a_sudden_death_left()
    {
        await Kill("tc");
        Assert.Equal((1, 1), (Attached.Filters(_lab["eth1"].Host, "ingress"), Attached.Filters(_lab["eth1"].Host, "egress")));

        using var run = await NetMonitorRun.StartUnpinned(_lab.Host, "--mode", "tc").Ready();
        Assert.Equal((1, 1), (Attached.Filters(_lab["eth1"].Host, "ingress"), Attached.Filters(_lab["eth1"].Host, "egress")));
        _lab["eth1"].SendToHost(1013, Frame.Ethernet().IPv4().Tcp());
        _lab["eth1"].SendFromHost(509, Frame.Ethernet().IPv6().Udp());
        await run.Counts("eth1", "rx", 1013);
        await run.Counts("eth1", "tx", 509);
        run.Process.Signal(15);
        Assert.Equal(0, run.Process.WaitForExit(TimeSpan.FromSeconds(20)));
        Attached.ShouldBeNothing(_lab);
    }

    private async Task Kill(string mode)
    {
        using var run = await NetMonitorRun.StartUnpinned(_lab.Host, "--mode", mode).Ready();
        run.Process.Signal(9);
        Assert.Equal(137, run.Process.WaitForExit(TimeSpan.FromSeconds(20)));
    }
}
