using NetMonitor.Lab.Tests.Startup;

namespace NetMonitor.Lab.Tests.Links;

/// <summary>The program while its NICs come, go and change; it never looks without being told.</summary>
public sealed class LinkChangesSpec : IDisposable
{
    /// <summary>One in each direction.</summary>
    private const int ProgramsOfNic = 2;

    private const int SigTerm = 15;

    private static readonly Frame Some = Frame.Ethernet().IPv4().Udp().Payload(100);

    private readonly VethLab _lab = VethLab.Create("eth1", "eth2");
    private readonly QuietConfiguration _quiet = new();
    private NetMonitorRun? _run;

    private NetMonitorRun Run => _run!;

    public void Dispose()
    {
        _run?.Dispose();
        _lab.Dispose();
        _quiet.Dispose();
    }

    [BpfTheory("ip", "tc")]
    [InlineData("native")]
    [InlineData("tcx")]
    [InlineData("tc")]
    public async Task Renamed_nic_should_be_counted_on_by_the_same_programs_under_its_new_name(string mode)
    {
        await Start(mode);
        await Send(1009, "eth1", 1009);
        var before = Holdings.Of(Run.Process.Id);

        _lab.Host.Ip("link set eth1 down", "link set eth1 name lan0", "link set lan0 up");
        await Shows("network_interface_up{interface=\"lan0\"} 1");
        await Eventually.TrueAsync(() => IsUp("lan0"), "lan0 has carrier");
        await Send(503, "lan0", 1512);

        Assert.Equal(before.Programs, Holdings.Of(Run.Process.Id).Programs);
        var metrics = await Run.Metrics();
        Assert.DoesNotContain("interface=\"eth1\"", metrics, StringComparison.Ordinal);
        Assert.Contains("network_uncounted_packets_total{interface=\"lan0\",direction=\"rx\"} 0\n", metrics, StringComparison.Ordinal);
        Assert.Contains("netmonitor_interface_restarts_total{interface=\"lan0\"} 0\n", metrics, StringComparison.Ordinal);
        Ends();
    }

    [BpfFact("ip", "tc")]
    public async Task Nics_should_be_able_to_swap_their_names()
    {
        await Start("auto");
        await Send(1009, "eth1", 1009);
        await Run.Counts("eth2", "rx", 0);

        _lab.Host.Ip(
            "link set eth1 down", "link set eth2 down",
            "link set eth1 name swap", "link set eth2 name eth1", "link set swap name eth2",
            "link set eth1 up", "link set eth2 up");
        await Eventually.TrueAsync(() => IsUp("eth2"), "eth2 has carrier");
        await Send(503, "eth2", 1512);
        await Run.Counts("eth1", "rx", 0);
        Ends();
    }

    [BpfTheory("ip", "tc")]
    [InlineData("native")]
    [InlineData("tcx")]
    [InlineData("tc")]
    public async Task Nic_that_goes_down_should_stay_attached_and_count_when_it_is_up_again(string mode)
    {
        await Start(mode);
        var before = Holdings.Of(Run.Process.Id);
        _lab.Host.Ip("link set eth1 down");
        await Shows("network_interface_up{interface=\"eth1\"} 0");
        Assert.Contains($"network_interface_info{{interface=\"eth1\",mode=\"{mode}\"", await Run.Metrics(), StringComparison.Ordinal);

        _lab.Host.Ip("link set eth1 up");
        await Shows("network_interface_up{interface=\"eth1\"} 1");
        await Eventually.TrueAsync(() => IsUp("eth1"), "eth1 has carrier");
        await Send(1009, "eth1", 1009);
        Assert.Equal(before.Programs, Holdings.Of(Run.Process.Id).Programs);
        Ends();
    }

    [BpfFact("ip", "tc")]
    public async Task Nic_should_be_described_as_it_is_now()
    {
        await Start("auto");
        _lab.Host.Ip("link set eth1 mtu 1400", "link set eth1 address 02:77:00:00:99:01");
        await Shows("network_interface_mtu_bytes{interface=\"eth1\"} 1400", "mac=\"02:77:00:00:99:01\"");
        Assert.Contains("netmonitor_interface_restarts_total{interface=\"eth1\"} 0\n", await Run.Metrics(), StringComparison.Ordinal);
        Ends();
    }

    [BpfTheory("ip", "tc")]
    [InlineData("native")]
    [InlineData("tcx")]
    [InlineData("tc")]
    public async Task Deleted_nic_should_leave_nothing_and_be_counted_anew_when_it_is_made_again(string mode)
    {
        await Start(mode);
        await Send(1009, "eth1", 1009);
        var before = Holdings.Of(Run.Process.Id);
        _lab.Host.Ip("link del eth1");
        await Eventually.TrueAsync(async () => !(await Run.Metrics()).Contains("\"eth1\"", StringComparison.Ordinal), "eth1 has no series");
        await Eventually.TrueAsync(
            () => Task.FromResult(Holdings.Of(Run.Process.Id).Programs.Count == before.Programs.Count - ProgramsOfNic), "its programs are gone");

        var again = _lab.Add("eth1");
        await Shows("netmonitor_interface_condition{interface=\"eth1\",condition=\"counting\"} 1");
        again.SendToHost(503, Some);
        await Run.Counts("eth1", "rx", 503);
        await Eventually.TrueAsync(
            () => Task.FromResult(Holdings.Of(Run.Process.Id).Descriptors["anon_inode:bpf-map"] == before.Descriptors["anon_inode:bpf-map"]),
            "as many maps as before");
        Assert.Contains("netmonitor_interfaces 2\n", await Run.Metrics(), StringComparison.Ordinal);
        Ends();
    }

    [BpfTheory("ip", "tc")]
    [InlineData("native")]
    [InlineData("tcx")]
    [InlineData("tc")]
    [InlineData("kernel")]
    public async Task Nic_that_moves_to_another_namespace_should_end_cleanly_and_be_counted_anew_when_it_comes_back(string mode)
    {
        await Start(mode);
        await Send(1009, "eth1", 1009);
        var before = Holdings.Of(Run.Process.Id);
        _lab.Host.Ip($"link set eth1 netns {_lab.Wire.Name} name moved");
        await Eventually.TrueAsync(async () => !(await Run.Metrics()).Contains("\"eth1\"", StringComparison.Ordinal), "eth1 has no series");
        await Eventually.TrueAsync(
            () => Task.FromResult(Holdings.Of(Run.Process.Id).Programs.Count == before.Programs.Count - (mode == "kernel" ? 0 : ProgramsOfNic)), "its programs are gone");
        Assert.DoesNotContain("nm_", _lab.Wire.Link("moved").ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("is lost", Run.Process.Error, StringComparison.Ordinal);

        _lab.Wire.Ip($"link set moved netns {_lab.Host.Name} name eth1");
        _lab.Host.Ip("link set eth1 up");
        await Shows("netmonitor_interface_condition{interface=\"eth1\",condition=\"counting\"} 1");
        await Eventually.TrueAsync(() => IsUp("eth1"), "eth1 has carrier");
        await Send(503, "eth1", 503);
        Ends();
    }

    private async Task Start(string mode) =>
        _run = await NetMonitorRun.Start(_lab.Host, "--mode", mode, "--config", _quiet.Path).Ready();

    /// <summary>To the NIC that was eth1 at first, and returns when so many are counted under the name.</summary>
    private async Task Send(int packets, string name, long counted)
    {
        _lab["eth1"].SendToHost(packets, Some);
        await Run.Counts(name, "rx", counted);
    }

    /// <summary>Both ends of the cable: the far one, which keeps its name, sends into the void until it has carrier too.</summary>
    private Task<bool> IsUp(string nic) => Task.FromResult(IsUp(_lab.Host, nic) && IsUp(_lab.Wire, "eth1"));

    private static bool IsUp(NetworkNamespace home, string nic) => home.Link(nic).GetProperty("operstate").GetString() == "UP";

    private Task Shows(params string[] texts) => Eventually.TrueAsync(
        async () =>
        {
            var metrics = await Run.Metrics();
            return texts.All(text => metrics.Contains(text, StringComparison.Ordinal));
        },
        string.Join(" and ", texts));

    private void Ends()
    {
        Run.Process.Signal(SigTerm);
        Assert.Equal(0, Run.Process.WaitForExit(TimeSpan.FromSeconds(20)));
        Eventually.True(() => !LoadedPrograms.Named("nm_").Keys.Except(LoadedPrograms.Held()).Any(), "no program left behind");
    }
}
