using NetMonitor.Lab.Tests.Startup;

namespace NetMonitor.Lab.Tests.Costs;

public sealed class BudgetSpec
{
    private const string Step = "netmonitor_budget_step";

    /// <summary>So tight that thousands of new flows each fifth of a second are too dear, and nothing at all is not; fast, so that it can be seen.</summary>
    private const string Tight = """
        netmonitor {
          budget { cpu = 12%, window = 2s, cool-down = 2s, restore-below = 0.9, restore-after = 2s }
          flows { retention = 5s, idle-timeout = 1s }
        }
        """;

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(100);

    [BpfFact("setpriv")]
    public async Task Precision_should_follow_the_load_and_every_packet_be_counted()
    {
        using var lab = VethLab.Create("eth1");
        using var run = new CostedRun(lab.Host, Tight, [], NetMonitorRun.Folder);
        _ = await run.Run.Ready();

        // Starting costs more than counting nothing: that is over first.
        _ = await run.Eventually(Step, step => step == 0, Bound);
        using var traffic = new ManyFlows(lab["eth1"]);
        _ = await run.Eventually(Step, step => step >= 4, Bound);
        Assert.Contains("lowered to keep to netmonitor.budget: window x8, slots /2", await run.Api("api/v1/host"), StringComparison.Ordinal);
        Assert.Contains("\"cause\":\"cpu\"", await run.Api("api/v1/cost"), StringComparison.Ordinal);
        traffic.Stop();

        _ = await run.Eventually(Step, step => step == 0, Bound);
        Assert.DoesNotContain("lowered to keep", await run.Api("api/v1/host"), StringComparison.Ordinal);
        Assert.Equal(1, await run.Value("netmonitor_budget_info{precision=\"full\",cause=\"none\"}"));
        await run.Run.Counts("eth1", "rx", traffic.Packets);
        await run.Run.Counts("eth1", "tx", traffic.Packets);
        Assert.Contains("budget: precision of flows is now 'window x2' (step 1)", run.Run.Process.Error, StringComparison.Ordinal);
        Assert.Contains("budget: full precision of flows restored", run.Run.Process.Error, StringComparison.Ordinal);
    }
}
