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

    /// <summary>Each row of the table in docs/privileges.md: two of the three are no better than none.</summary>
    [BpfTheory("setpriv", "tc")]
    [InlineData("+bpf,+perfmon", "CAP_NET_ADMIN")]
    [InlineData("+net_admin,+bpf", "CAP_PERFMON")]
    [InlineData("+net_admin,+perfmon", "CAP_BPF")]
    public void Start_should_say_what_a_capability_that_a_plain_user_lacks_costs(string held, string named)
    {
        using var run = NetMonitorRun.StartUnder(_lab.Host, [.. Nobody, $"--inh-caps={held}", $"--ambient-caps={held}"], _copy.Folder);
        var line = run.Refusal(3);
        Assert.Contains($"missing {named}: native, tcx and tc", line, StringComparison.Ordinal);
        Assert.Contains("--mode kernel", line, StringComparison.Ordinal);
        Attached.ShouldBeNothing(_lab);
    }

    [BpfFact("setpriv", "tc")]
    public async Task Kernel_mode_should_need_no_capability_at_all()
    {
        using var run = await NetMonitorRun.StartUnder(_lab.Host, [.. Nobody, "--bounding-set=-all"], _copy.Folder, "--mode", "kernel").Ready();
        _lab["eth1"].SendToHost(1009, Frame.Ethernet().IPv4().Udp());
        _lab["eth1"].SendFromHost(503, Frame.Ethernet().IPv6().Tcp());
        await run.Counts("eth1", "rx", 1009);
        await run.Counts("eth1", "tx", 503);
        Assert.Contains("source=\"kernel\"", await run.Metrics(), StringComparison.Ordinal);
        Attached.ShouldBeNothing(_lab);
    }

    /// <summary>The ways of docs/privileges.md. The mounts are seen by this process alone, and end with it.</summary>
    [BpfTheory("setpriv", "unshare", "mount", "install", "tc")]
    [InlineData("mount -t bpf -o mode=0700 bpf {0} && chown 65534:65534 {0}", "{0}")]
    [InlineData("mount -t bpf bpf {0} && install -d -o 65534 -g 65534 -m 0700 {0}/own", "{0}/own")]
    [InlineData("mount -t bpf -o uid=65534,gid=65534,mode=0700 bpf {0}", "{0}")]
    public async Task Plain_user_should_have_a_bpf_directory_of_its_own(string made, string directory)
    {
        var point = Directory.CreateTempSubdirectory("netmonitor-bpffs-").FullName;
        try
        {
            var (script, own) = (string.Format(null, made, point), string.Format(null, directory, point));
            string[] privileges =
            [
                "--", "unshare", "--mount", "--propagation", "private", "sh", "-ec", $"{script} && exec \"$@\"", "sh",
                "setpriv", .. Nobody, $"--inh-caps={Three}", $"--ambient-caps={Three}", "--", "sh", "-ec", $"mkdir {own}/probe && rmdir {own}/probe && exec \"$@\"", "sh",
            ];
            using var run = await NetMonitorRun.StartUnder(_lab.Host, [.. privileges, "setpriv"], _copy.Folder, "--bpffs", own).Ready();
            Assert.DoesNotContain("--bpffs", run.Process.Error, StringComparison.Ordinal);
            _lab["eth1"].SendToHost(1009, Frame.Ethernet().IPv4().Udp());
            _lab["eth1"].SendFromHost(503, Frame.Ethernet().IPv6().Tcp());
            await run.Counts("eth1", "rx", 1009);
            await run.Counts("eth1", "tx", 503);
            run.Process.Signal(15);
            Assert.Equal(0, run.Process.WaitForExit(TimeSpan.FromSeconds(20)));
            Attached.ShouldBeNothing(_lab);
        }
        finally
        {
            Directory.Delete(point);
        }
    }

    [BpfTheory("setpriv")]
    [InlineData(Three, "ok", "CAP_NET_ADMIN, CAP_PERFMON and CAP_BPF are there")]
    [InlineData("+net_admin,+bpf", "problem", "missing CAP_PERFMON, without which neither native nor tcx nor tc works, only --mode kernel")]
    [InlineData("+bpf", "problem", "missing CAP_NET_ADMIN, CAP_PERFMON, without which neither native nor tcx nor tc works, only --mode kernel")]
    public void Doctor_should_say_what_is_there_and_what_its_lack_costs(string held, string verdict, string finding)
    {
        string[] privileges = [.. Nobody, $"--inh-caps={held}", $"--ambient-caps={held}"];
        var runtime = Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        var said = _lab.Host.Exec("setpriv", [.. privileges, "--", "env", $"DOTNET_ROOT={runtime}", Path.Combine(_copy.Folder, "netmonitor"), "doctor", "--http", "127.0.0.1:0", "--pbm", "off"]);
        Assert.Matches($@"(?m)^{verdict} +capabilities +{System.Text.RegularExpressions.Regex.Escape(finding)}", said.Output);
        Assert.Equal(verdict == "ok" ? 0 : 3, said.ExitCode);
    }
}
