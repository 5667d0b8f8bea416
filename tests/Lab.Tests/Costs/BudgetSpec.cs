using NetMonitor.Lab.Tests.Startup;

namespace NetMonitor.Lab.Tests.Costs;

public sealed class BudgetSpec
{
    private const string Step = "netmonitor_budget_step";

    /// <summary>Room for a program that counts a NIC five times a second, not for one that is asked without a pause; fast, so that it can be seen.</summary>
    private const string TightCpu = """
        netmonitor {
          budget { cpu = 10%, window = 2s, cool-down = 2s, restore-below = 0.9, restore-after = 2s }
          flows { retention = 5s, idle-timeout = 1s }
        }
        """;

    /// <summary>No .NET program is that small.</summary>
    private const string TightMemory = "netmonitor.budget { memory = 20MB, window = 1s, cool-down = 1s }";

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(100);

    [BpfFact("setpriv")]
    public async Task Precision_should_follow_the_load_and_every_packet_be_counted()
    {
        using var lab = VethLab.Create("eth1");
        using var run = new CostedRun(lab.Host, TightCpu, [], NetMonitorRun.Folder);
        _ = await run.Run.Ready();

        // Starting costs more than counting nothing, and may have cost a step.
        _ = await run.Becomes(Step, step => step == 0, Bound);
        using var traffic = new ManyFlows(lab["eth1"]);
        using var enough = new CancellationTokenSource();
        var asking = Enumerable.Range(0, 4).Select(_ => Ask(run, enough.Token)).ToList();
        _ = await run.Becomes(Step, step => step >= 4, Bound);
        await Eventually.TrueAsync(
            async () => (await run.Api("api/v1/host")).Contains("lowered to keep to netmonitor.budget: window x8", StringComparison.Ordinal), "the NIC says why");
        Assert.Contains("\"cause\":\"cpu\"", await run.Api("api/v1/cost"), StringComparison.Ordinal);
        await enough.CancelAsync();
        await Task.WhenAll(asking);
        traffic.Stop();

        _ = await run.Becomes(Step, step => step == 0, Bound);
        Assert.Equal(1, await run.Value("netmonitor_budget_info{precision=\"full\",cause=\"none\"}"));
        await Eventually.TrueAsync(
            async () => !(await run.Api("api/v1/host")).Contains("lowered to keep", StringComparison.Ordinal), "the NIC has its room again");
        await run.Run.Counts("eth1", "rx", traffic.Arrived);
        await run.Run.Counts("eth1", "tx", traffic.Packets);
        Assert.Contains("budget: precision of flows is now 'window x2' (step 1)", run.Run.Process.Error, StringComparison.Ordinal);
        Assert.Contains("budget: full precision of flows restored", run.Run.Process.Error, StringComparison.Ordinal);
    }

    [BpfFact("setpriv")]
    public async Task Every_packet_should_be_counted_while_the_table_is_taken_away_step_by_step()
    {
        using var lab = VethLab.Create("eth1");
        using var run = new CostedRun(lab.Host, TightMemory, [], NetMonitorRun.Folder);
        _ = await run.Run.Ready();
        using var counted = new ManyFlows(lab["eth1"]);
        _ = await run.Becomes(Step, step => step == 4, Bound);
        Assert.Equal(1, await run.Value("netmonitor_budget_info{precision=\"flows off\",cause=\"memory\"}"));
        _ = await run.Becomes("network_flow_slots{interface=\"eth1\"}", slots => slots == 0, Bound);
        await Eventually.TrueAsync(
            async () => (await run.Api("api/v1/cost")).Contains("\"is_helpless\":true", StringComparison.Ordinal), "it says that nothing is left", Bound);
        counted.Stop();

        await run.Run.Counts("eth1", "rx", counted.Arrived);
        await run.Run.Counts("eth1", "tx", counted.Packets);
    }

    private static async Task Ask(CostedRun run, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            _ = await run.Run.Metrics();
        }
    }
}
