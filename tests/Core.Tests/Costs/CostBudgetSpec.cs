using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NetMonitor.Core.Costs;

namespace NetMonitor.Core.Tests.Costs;

/// <summary>The laws of the budget, whatever the process does: loads that come and go, steps that help much, little or not at all.</summary>
[Properties(Arbitrary = [typeof(CostBudgetSpec)])]
public sealed class CostBudgetSpec
{
    private static readonly BudgetLimits Limits =
        new(0.05, 200 << 20, TimeSpan.FromSeconds(60), RestoreBelow: 0.7, TimeSpan.FromMinutes(5));

    /// <summary>Each step leaves half of the cost.</summary>
    private static readonly double[] Halving = [.. Enumerable.Range(0, FlowPrecision.MostSteps + 1).Select(step => step == FlowPrecision.MostSteps ? 0 : 1.0 / (1 << step))];

    /// <summary>Shares of the full cost at each step: never growing, often the same.</summary>
    public static Arbitrary<double[]> Shares() => Gen.Choose(0, 4).ArrayOf(FlowPrecision.MostSteps + 1)
        .Select(drops => drops.Select((_, step) => Math.Pow(0.75, drops.Take(step).Sum())).ToArray()).ToArbitrary();

    [Property]
    public bool Precision_should_change_by_one_step_and_not_within_the_pause(double[] shares, int seed)
    {
        var run = Wild(shares, seed);

        return run.Steps.All(step => Math.Abs(step.After.Step - step.Before.Step) == 1)
            && run.Steps.Zip(run.Steps.Skip(1)).All(pair => pair.Second.At - pair.First.At >= Limits.CoolDown && pair.Second.Before == pair.First.After);
    }

    [Property]
    public bool Precision_should_stay_within_what_there_is_and_be_taken_back_the_way_it_was_given_up(double[] shares, int seed)
    {
        var given = new Stack<FlowPrecision>();
        return Wild(shares, seed).Steps.All(step =>
        {
            if (step.After.Step > step.Before.Step)
            {
                given.Push(step.Before);
                return step.After.WindowSteps <= FlowPrecision.MostWindowSteps && step.After.SlotSteps <= FlowPrecision.MostSlotSteps;
            }

            return given.Pop() == step.After;
        });
    }

    /// <summary>Trials in vain get rarer: of a day there are at most the way down and up, and one trial for each doubling.</summary>
    [Property]
    public bool Precision_should_settle_under_a_load_that_stays(double[] shares, PositiveInt cpu, PositiveInt memory)
    {
        var run = new SimulatedCost(Limits, shares) { Cpu = cpu.Get % 100 / 100.0, Memory = (long)(memory.Get % 1000) << 20 };
        run.Run(TimeSpan.FromDays(1));
        var early = run.Steps.Count(step => step.At < TimeSpan.FromHours(12));

        return run.Steps.Count <= 2 * (FlowPrecision.MostSteps + 6) && run.Steps.Count - early <= 2;
    }

    [Property]
    public bool Full_precision_should_come_back_when_the_load_has_gone(double[] shares, int seed)
    {
        var run = Wild(shares, seed);
        (run.Cpu, run.Memory) = (0.01, 20 << 20);
        run.Run(FlowPrecision.MostSteps * CostBudget.MostPatience);

        return run.Budget.Precision == FlowPrecision.Full;
    }

    [Property]
    public bool Nothing_should_be_given_up_below_the_limits(double[] shares, byte part)
    {
        var run = new SimulatedCost(Limits, shares) { Cpu = 0.047 * part / 255, Memory = (long)(130 * part / 255) << 20 };
        run.Run(TimeSpan.FromHours(3));

        return run.Steps.Count == 0;
    }

    [Fact]
    public void Steps_should_be_taken_in_order_and_given_back_in_reverse()
    {
        var run = new SimulatedCost(Limits, Halving) { Cpu = 0.7 };
        run.Run(TimeSpan.FromMinutes(20));

        Assert.Equal(["window x2", "window x4", "window x8", "window x8, slots /2"], run.Steps.Select(step => step.After.Name));
        Assert.Equal(BudgetCause.Cpu, run.Budget.Cause);
        run.Cpu = 0.02;
        run.Run(TimeSpan.FromMinutes(40));
        Assert.Equal(["window x8", "window x4", "window x2", "full"], run.Steps.Skip(4).Select(step => step.After.Name));
        Assert.Null(run.Budget.Cause);
    }

    [Fact]
    public void Memory_should_cost_slots_alone_for_a_longer_window_frees_none()
    {
        var run = new SimulatedCost(Limits, Halving) { Memory = 500 << 20 };
        run.Run(TimeSpan.FromMinutes(20));

        Assert.Equal(["slots /2", "slots /4"], run.Steps.Select(step => step.After.Name));
        Assert.Equal(BudgetCause.Memory, run.Budget.Cause);
    }

    [Fact]
    public void First_step_should_be_given_back_after_the_calm_that_was_asked_for()
    {
        var run = new SimulatedCost(Limits, Halving) { Cpu = 0.06 };
        run.Run(TimeSpan.FromMinutes(2));
        run.Cpu = 0.03;
        run.Run(TimeSpan.FromMinutes(10));

        Assert.Equal(TimeSpan.FromMinutes(2) + Limits.RestoreAfter, run.Steps[1].At);
    }

    [Fact]
    public void Load_that_stays_should_not_make_it_swing_where_a_step_helps_too_much()
    {
        // The first step takes nine tenths: by the fraction alone it would be given back every five minutes.
        var run = new SimulatedCost(Limits, [1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]) { Cpu = 0.1 };
        run.Run(TimeSpan.FromMinutes(45));

        Assert.Equal(["window x2"], run.Steps.Select(step => step.After.Name));
    }

    [Fact]
    public void Nothing_left_to_give_up_should_be_said()
    {
        var run = new SimulatedCost(Limits, Halving, cpuFloor: 0.06);
        run.Run(TimeSpan.FromMinutes(20));

        Assert.Equal("window x8, flows off", run.Budget.Precision.Name);
        Assert.True(run.Budget.IsHelpless);
    }

    [Fact]
    public void Limits_that_are_off_should_limit_nothing()
    {
        var run = new SimulatedCost(Limits with { Cpu = null, MemoryBytes = null }, Halving) { Cpu = 3, Memory = 1L << 33 };
        run.Run(TimeSpan.FromHours(1));

        Assert.Empty(run.Steps);
    }

    /// <summary>Two hours in which the load is another one every few minutes.</summary>
    private static SimulatedCost Wild(double[] shares, int seed)
    {
        var random = new Random(seed);
        var run = new SimulatedCost(Limits, shares);
        for (var minutes = 0; minutes < 120;)
        {
            run.Cpu = random.Next(4) * random.NextDouble() / 10;
            run.Memory = (long)(random.Next(3) * random.NextDouble() * 300) << 20;
            var stay = random.Next(1, 15);
            run.Run(TimeSpan.FromMinutes(stay));
            minutes += stay;
        }

        return run;
    }
}
