using NetMonitor.Core.Costs;

namespace NetMonitor.Core.Tests.Costs;

/// <summary>A process whose cost follows the precision: a part that does not, and a part that each step makes smaller, or not.</summary>
internal sealed class SimulatedCost(BudgetLimits limits, IReadOnlyList<double> shares, double cpuFloor = 0.002, long memoryFloor = 60 << 20)
{
    public static readonly TimeSpan Tick = TimeSpan.FromSeconds(5);

    private TimeSpan _now;

    public CostBudget Budget { get; } = new(limits);

    /// <summary>Of one core, by flows at full precision.</summary>
    public double Cpu { get; set; }

    /// <summary>Of flows at full precision.</summary>
    public long Memory { get; set; }

    public List<(TimeSpan At, FlowPrecision Before, FlowPrecision After)> Steps { get; } = [];

    public BudgetLoad Load => new(
        cpuFloor + Cpu * shares[Budget.Precision.Step],
        memoryFloor + (Budget.Precision.CountsFlows ? Memory >> Budget.Precision.SlotSteps : 0));

    public BudgetLoad FullLoad => new(cpuFloor + Cpu, memoryFloor + Memory);

    public void Run(TimeSpan duration)
    {
        for (var end = _now + duration; _now < end; _now += Tick)
        {
            var before = Budget.Precision;
            if (Budget.Follow(_now, Load))
            {
                Steps.Add((_now, before, Budget.Precision));
            }
        }
    }
}
