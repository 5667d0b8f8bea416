using NetMonitor.Core.Costs;
using NetMonitor.Core.Traffic;
using NetMonitor.Engine.Costs;
using NetMonitor.Engine.Tests.Metrics;

namespace NetMonitor.Engine.Tests.Costs;

/// <summary>What a host costs, made by hand. Every figure is another number.</summary>
internal static class SampleCost
{
    public static CostReport Report { get; } = new(
        new ProcessCost(TimeSpan.FromSeconds(2.5), 67_108_864, 23_068_672, 4_194_304, 123_456_789, 17, TimeSpan.FromMilliseconds(31.25)),
        0.0125,
        new BudgetState(
            new BudgetLimits(0.05, 209_715_200, TimeSpan.FromMinutes(1), 0.7, TimeSpan.FromMinutes(5)), new FlowPrecision(3, 1), BudgetCause.Cpu, IsHelpless: false, 5),
        [
            new NicCost(
                2,
                8_667_136,
                new ReadCost(TimeSpan.FromMicroseconds(212.5), 3072, TimeSpan.FromMilliseconds(17.125)),
                [
                    new ProgramCost("nm_xdp", Direction.Rx, CostMethod.RunStatistics, 61.25, 1_234_567),
                    new ProgramCost("nm_tc_egress", Direction.Tx, CostMethod.TestRun, 8.5, 250_000),
                ]),

            // Gone by now.
            new NicCost(77, 1024, null, []),
        ]);

    public static CostView View { get; } = CostView.Of(Report, SampleHost.Of(SampleHost.Counting, SampleHost.Failing));
}
