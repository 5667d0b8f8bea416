using System.Text.Json;

namespace NetMonitor.Lab.Tests.Counting;

public class EndSpec
{
    [BpfTheory("ip", "tc", "setpriv")]
    [InlineData("native")]
    [InlineData("tcx")]
    [InlineData("tc")]
    public async Task NetMonitor_should_end_in_time_and_leave_nothing_attached_when_told_to(string mode)
    {
        using var lab = VethLab.Create("eth1", "eth2", "eth3", "eth4");
        using var monitor = await MonitorProcess.StartAsync(lab.Host, mode);
        var programs = LoadedPrograms.HeldBy(monitor.Id);
        Assert.NotEmpty(programs);
        Assert.All(lab.Nics, nic => Assert.Equal((mode == "native", mode == "tc"), (HasXdp(nic), HasClsact(nic))));

        Assert.Equal(0, monitor.End());

        Assert.All(lab.Nics, nic => Assert.Equal((false, false), (HasXdp(nic), HasClsact(nic))));

        // A link or a filter would keep its program; without one the kernel frees it after a grace period.
        Eventually.True(() => !LoadedPrograms.Named("nm_").Keys.Any(programs.Contains), "its programs are gone from the kernel");
    }

    private static bool HasXdp(VethNic nic) => nic.Host.Namespace.Link(nic.Name).TryGetProperty("xdp", out var xdp)
        && xdp.ValueKind != JsonValueKind.Null;

    private static bool HasClsact(VethNic nic) =>
        nic.Host.Namespace.Exec("tc", "qdisc", "show", "dev", nic.Name).Require().Output.Contains("clsact", StringComparison.Ordinal);
}
