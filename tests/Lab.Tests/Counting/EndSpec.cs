using System.Text.Json;

namespace NetMonitor.Lab.Tests.Counting;

public class EndSpec
{
    [BpfTheory("ip", "tc", "setpriv")]
    [InlineData("native")]
    [InlineData("tcx")]
    [InlineData("tc")]
    public async Task NetMonitor_should_end_in_time_and_leave_nothing_behind_when_told_to(string mode)
    {
        using var lab = VethLab.Create("eth1", "eth2", "eth3", "eth4");
        using var monitor = await MonitorProcess.StartAsync(lab.Host, mode, "--detach-on-exit");
        var programs = LoadedPrograms.HeldBy(monitor.Id);
        Assert.NotEmpty(programs);
        Assert.All(lab.Nics, nic => Assert.Equal((mode == "native", mode == "tc"), (HasXdp(nic), HasClsact(nic))));

        Assert.Equal(0, monitor.End());

        Assert.All(lab.Nics, nic => Assert.Equal((false, false), (HasXdp(nic), HasClsact(nic))));

        // A link or a filter would keep its program; without one the kernel frees it after a grace period.
        Eventually.True(() => !LoadedPrograms.Named("nm_").Keys.Any(programs.Contains), "its programs are gone from the kernel");
        Assert.False(Directory.Exists(lab.Host.PinPath));
    }

    [BpfTheory("ip", "tc", "setpriv")]
    [InlineData("native")]
    [InlineData("tcx")]
    [InlineData("tc")]
    public async Task NetMonitor_should_end_in_time_and_leave_counting_on_when_told_no_more_than_to_end(string mode)
    {
        using var lab = VethLab.Create("eth1", "eth2", "eth3", "eth4");
        using var monitor = await MonitorProcess.StartAsync(lab.Host, mode);
        var programs = LoadedPrograms.HeldBy(monitor.Id).Intersect(Counting()).ToHashSet();
        Assert.NotEmpty(programs);

        Assert.Equal(0, monitor.End());

        Assert.All(lab.Nics, nic => Assert.Equal((mode == "native", mode == "tc"), (HasXdp(nic), HasClsact(nic))));
        Assert.Superset(programs, Counting().ToHashSet());
        Assert.Equal(lab.Nics.Count, Directory.GetDirectories(lab.Host.PinPath).Length);
    }

    /// <summary>There are others of ours that count nothing, and end with their process.</summary>
    private static IEnumerable<uint> Counting() => LoadedPrograms.Named("nm_tc_").Keys.Concat(LoadedPrograms.Named("nm_xdp").Keys);

    private static bool HasXdp(VethNic nic) => nic.Host.Namespace.Link(nic.Name).TryGetProperty("xdp", out var xdp)
        && xdp.ValueKind != JsonValueKind.Null;

    private static bool HasClsact(VethNic nic) =>
        nic.Host.Namespace.Exec("tc", "qdisc", "show", "dev", nic.Name).Require().Output.Contains("clsact", StringComparison.Ordinal);
}
