using NetMonitor.Lab.Tests.Faults;
using NetMonitor.Lab.Tests.Startup;
using NetMonitor.Native.Abi;
using NetMonitor.Native.Bpf;

namespace NetMonitor.Lab.Tests.Costs;

public sealed class ProgramCostSpec
{
    private const string Often = "netmonitor.cost { sample = 100ms, every = 1s }";
    private const string Ingress = "{interface=\"eth1\",direction=\"rx\",program=\"nm_tc_ingress\",method=";

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    /// <summary>Whatever the machine does beside it: less than half of what a copy takes in the caches' best case, or fifty times all of a test run, is no figure.</summary>
    [BpfFact("setpriv")]
    public async Task Cost_of_a_packet_should_be_that_of_the_programs_own_packets_where_rights_allow()
    {
        using var lab = VethLab.Create("eth1");
        using var traffic = new SteadyTraffic(lab);
        using var run = new CostedRun(lab.Host, Often, [], NetMonitorRun.Folder);
        _ = await run.Run.Ready();

        var seconds = await run.Becomes($"netmonitor_program_run_seconds{Ingress}\"run_stats\"}}", value => value > 0, Bound);
        var runs = await run.Becomes($"netmonitor_program_measured_runs{Ingress}\"run_stats\"}}", value => value > 0, Bound);
        var trial = ProgramTrial.Run(ObjectImage.Read(LabPaths.BpfObject), NmNames.IngressProgram, hasEthernet: true, withFlows: true, Frame.Ethernet().IPv4().Tcp().Bytes);
        Assert.InRange(seconds * 1e9, trial.Cost / 2, 50 * trial.Whole);
        Assert.InRange(runs, 1, 10_000);
        traffic.Stop();
    }

    [BpfFact("setpriv", "tc")]
    public async Task Cost_of_a_packet_should_be_that_of_test_runs_without_the_right_and_none_of_them_be_counted()
    {
        using var lab = VethLab.Create("eth1");
        using var copy = new PublicCopy();
        const string Three = "+net_admin,+bpf,+perfmon";
        using var run = new CostedRun(
            lab.Host, Often, ["--reuid=65534", "--regid=65534", "--clear-groups", $"--inh-caps={Three}", $"--ambient-caps={Three}"], copy.Folder);
        _ = await run.Run.Ready();
        lab["eth1"].SendToHost(1009, Frame.Ethernet().IPv4().Udp());
        await run.Run.Counts("eth1", "rx", 1009);

        var seconds = await run.Becomes($"netmonitor_program_run_seconds{Ingress}\"test_run\"}}", value => value > 0, Bound);
        Assert.InRange(seconds * 1e9, 0.2, 2000);
        Assert.Contains("CAP_SYS_ADMIN", await run.Api("api/v1/cost"), StringComparison.Ordinal);
        await run.Run.Counts("eth1", "rx", 1009);
        await run.Run.Counts("eth1", "tx", 0);
        Assert.DoesNotContain("run_stats\"}", await run.Run.Metrics(), StringComparison.Ordinal);
    }
}
