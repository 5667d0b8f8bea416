namespace NetMonitor.Lab.Tests.Startup;

public sealed class PrivilegeSpec : IDisposable
{
    private const string Three = "+net_admin,+bpf,+perfmon";

    private static readonly string[] Nobody = ["--reuid=65534", "--regid=65534", "--clear-groups"];

    private readonly VethLab _lab = VethLab.Create("eth1");
    private readonly PublicCopy _copy = new();

    public void Dispose()
    {
        _lab.Dispose();
        _copy.Dispose();
    }

    [BpfFact("setpriv", "tc")]
    public void Start_should_name_every_capability_that_a_plain_user_lacks()
    {
        using var run = NetMonitorRun.StartUnder(_lab.Host, Nobody, _copy.Folder);
        var line = run.Refusal(3);
        Assert.All(["CAP_NET_ADMIN", "CAP_PERFMON", "CAP_BPF", "setcap"], word => Assert.Contains(word, line, StringComparison.Ordinal));
        Attached.ShouldBeNothing(_lab);
    }

    [BpfTheory("setpriv", "tc")]
    [InlineData("-net_admin", "CAP_NET_ADMIN")]
    [InlineData("-bpf,-sys_admin", "CAP_BPF")]
    [InlineData("-perfmon,-sys_admin", "CAP_PERFMON")]
    public void Start_should_name_the_one_capability_that_root_lacks(string dropped, string named)
    {
        using var run = NetMonitorRun.StartUnder(_lab.Host, [$"--bounding-set={dropped}"], _copy.Folder);
        Assert.Contains($"missing {named}:", run.Refusal(3), StringComparison.Ordinal);
        Attached.ShouldBeNothing(_lab);
    }

    [BpfTheory("setpriv", "tc")]
    [InlineData("native")]
    [InlineData("tcx")]
    [InlineData("tc")]
    public async Task Counting_should_need_no_more_than_three_capabilities(string mode)
    {
        string[] privileges = [.. Nobody, $"--inh-caps={Three}", $"--ambient-caps={Three}"];
        using var run = await NetMonitorRun.StartUnder(_lab.Host, privileges, _copy.Folder, "--mode", mode).Ready();
        _lab["eth1"].SendToHost(1009, Frame.Ethernet().IPv4().Udp());
        _lab["eth1"].SendFromHost(503, Frame.Ethernet().IPv6().Tcp());
        await run.Counts("eth1", "rx", 1009);
        await run.Counts("eth1", "tx", 503);
        run.Process.Signal(15);
        Assert.Equal(0, run.Process.WaitForExit(TimeSpan.FromSeconds(20)));
        Attached.ShouldBeNothing(_lab);
    }
}
