using System.Collections.Immutable;
using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using NetMonitor.Actors.Configuration;
using NetMonitor.Actors.Costs;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Actors.Tree;
using NetMonitor.Core.Costs;

namespace NetMonitor.Actors.Tests;

/// <summary>The accountant with a process whose figures are told by hand.</summary>
public sealed class CostAccountantSpec : TestKit
{
    private const long Megabyte = 1 << 20;

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan FlowWindow = TimeSpan.FromSeconds(10);

    private static readonly CostSettings Settings = new(
        TimeSpan.FromSeconds(5),
        TimeSpan.FromMilliseconds(100),
        TimeSpan.FromMinutes(1),
        TimeSpan.FromSeconds(10),
        FlowWindow,
        new BudgetLimits(0.05, null, TimeSpan.FromSeconds(20), 0.7, TimeSpan.FromSeconds(30)));

    private readonly ManualTime _time = new();
    private readonly CostBoard _board = new(new CostReport(Process(TimeSpan.Zero, 0), null, new BudgetState(Settings.Limits, FlowPrecision.Full, null, false, 0), []));
    private readonly TestProbe _interfaces;
    private ProcessCost _process = Process(TimeSpan.Zero, 100 * Megabyte);
    private ImmutableArray<NicCost> _nics = [];
    private Exception? _failure;
    private int _samples;
    private Action? _measured;
    private int _measurements;

    public CostAccountantSpec()
        : base(Reference.WithTestScheduler) => _interfaces = CreateTestProbe();

    private TestScheduler Scheduler => (TestScheduler)Sys.Scheduler;

    [Fact]
    public void Report_should_be_there_after_the_first_sample_and_follow_the_next()
    {
        _nics = [new NicCost(2, 4096, null, [])];
        _ = Start();
        Assert.Equal((100 * Megabyte, 4096L), (_board.Current.Process.ResidentBytes, _board.Current.MapBytes));
        Assert.Null(_board.Current.CpuShare);

        _nics = [];
        Pass(cpu: 0.02);

        Assert.Equal(0.02, _board.Current.CpuShare!.Value, 6);
        Assert.Empty(_board.Current.Nics);
    }

    [Fact]
    public void Precision_should_be_lowered_past_the_limit_and_restored_later()
    {
        _ = Start();
        PassUntil(cpu: 0.08, () => Precision.Step == 1);
        Assert.Equal(new LimitFlows(new FlowLimit(new FlowPrecision(1, 0), 2 * FlowWindow)), _interfaces.ExpectMsg<LimitFlows>(Bound));
        Assert.Equal((BudgetCause.Cpu, 1L), (_board.Current.Budget.Cause!.Value, _board.Current.Budget.Steps));

        PassUntil(cpu: 0.04, () => _time.GetElapsedTime(0) > TimeSpan.FromMinutes(2));
        _interfaces.ExpectNoMsg(Silence);
        PassUntil(cpu: 0.01, () => Precision.Step == 0);

        Assert.Equal(new LimitFlows(FlowLimit.None), _interfaces.ExpectMsg<LimitFlows>(Bound));
        Assert.Equal(2, _board.Current.Budget.Steps);
    }

    [Fact]
    public void Nothing_should_be_ordered_before_the_first_window_is_over()
    {
        _ = Start();
        Pass(cpu: 1);
        Assert.Equal(0, Precision.Step);
        Pass(cpu: 0);

        Assert.Equal(1, Precision.Step);
    }

    [Fact]
    public void Nothing_should_be_ordered_where_the_budget_is_off()
    {
        _ = Start(Settings with { Limits = Settings.Limits with { Cpu = null } });
        for (var sample = 0; sample < 20; sample++)
        {
            Pass(cpu: 1);
        }

        _interfaces.ExpectNoMsg(Silence);
        Assert.Equal(1, _board.Current.CpuShare!.Value, 6);
    }

    [Fact]
    public void Precision_and_samples_should_outlive_a_failure()
    {
        var accountant = Start();
        PassUntil(cpu: 0.08, () => Precision.Step == 1);
        _failure = new InvalidOperationException("no figures");
        Advance();
        Eventually(() => Described(accountant).LastError == "no figures");
        _failure = null;
        Pass(cpu: 0.04);

        Assert.Equal(1, Precision.Step);
        Assert.NotNull(_board.Current.CpuShare);
        Assert.Equal((ActorState.Running, 1L), (Described(accountant).State, Described(accountant).Restarts));
    }

    [Fact]
    public void Programs_should_be_measured_now_and_then_and_one_measurement_at_a_time()
    {
        _ = Start();
        Scheduler.Advance(Settings.Every - TimeSpan.FromSeconds(1));
        Assert.Equal(0, _measurements);
        Scheduler.Advance(TimeSpan.FromSeconds(1));
        Eventually(() => Volatile.Read(ref _measurements) == 1);
        Scheduler.Advance(2 * Settings.Every);
        _ = Described(ActorOfAccountant);
        Assert.Equal(1, _measurements);

        _measured!();
        _ = Described(ActorOfAccountant);
        Scheduler.Advance(Settings.Every);
        Eventually(() => Volatile.Read(ref _measurements) == 2);
    }

    [Theory]
    [InlineData("budget.cpu", "5", "off, or percent of one core, as 5% or 0.5%")]
    [InlineData("budget.cpu", "\"0%\"", "off, or percent of one core, as 5% or 0.5%")]
    [InlineData("budget.cpu", "\"-1%\"", "off, or percent of one core, as 5% or 0.5%")]
    [InlineData("budget.memory", "200", "off, or a size from 1MB, as 200MB or 1GB")]
    [InlineData("budget.memory", "on", "off, or a size from 1MB, as 200MB or 1GB")]
    [InlineData("budget.cool-down", "29s", "a duration not below netmonitor.budget.window: after a step the whole window has to be of what came after it")]
    [InlineData("budget.restore-below", "2", "a number from 0 to 1")]
    [InlineData("cost.every", "999ms", "a duration from 1s to 1d, as 500ms, 5s or 1m")]
    [InlineData("cost.sample", "11s", "a duration from 0ms to 10s, as 500ms, 5s or 1m")]
    public void Wrong_value_should_be_named_with_its_path_and_what_is_accepted(string key, string value, string accepted) => Assert.Contains(
        $"netmonitor.{key}: found '{value.Trim('"')}'; takes {accepted}",
        Assert.Throws<ConfigurationProblem>(() => CostSettings.From(With(key, value))).Problems);

    [Fact]
    public void Settings_should_be_those_of_the_reference() => Assert.Equal(
        new CostSettings(
            TimeSpan.FromSeconds(5),
            TimeSpan.FromMilliseconds(100),
            TimeSpan.FromMinutes(1),
            TimeSpan.FromSeconds(30),
            TimeSpan.FromSeconds(10),
            new BudgetLimits(null, null, TimeSpan.FromMinutes(1), 0.7, TimeSpan.FromMinutes(5))),
        CostSettings.From(Reference.Config));

    [Fact]
    public void Limits_should_be_read_as_people_write_them()
    {
        Assert.Equal(0.005, CostSettings.From(With("budget.cpu", "0.5%")).Limits.Cpu);
        Assert.Equal(200 * Megabyte, CostSettings.From(With("budget.memory", "200MB")).Limits.MemoryBytes);
        Assert.Equal(TimeSpan.FromMinutes(1), CostSettings.From(With("flows.window", "1m")).FlowWindow);
        Assert.Equal(TimeSpan.FromSeconds(1), CostSettings.From(With("interval", "200ms")).Interval);
        Assert.Equal(TimeSpan.FromSeconds(10), CostSettings.From(With("interval", "1h")).Interval);
    }

    private FlowPrecision Precision => _board.Current.Budget.Precision;

    private IActorRef ActorOfAccountant { get; set; } = ActorRefs.Nobody;

    private static Config With(string key, string value) =>
        ConfigurationFactory.ParseString($"netmonitor.{key} = {value}").WithFallback(Reference.Config);

    private static ProcessCost Process(TimeSpan cpu, long resident) => new(cpu, resident, null, 0, 0, 0, TimeSpan.Zero);

    private IActorRef Start(CostSettings? settings = null)
    {
        ActorOfAccountant = Sys.ActorOf(
            CostAccountant.PropsFor(
                settings ?? Settings,
                new CostSources(Ask, () => _nics, measured => (_measured, _measurements) = (measured, _measurements + 1)),
                _board,
                _interfaces.Ref,
                _time),
            "costs");
        _ = Described(ActorOfAccountant);
        Scheduler.Advance(TimeSpan.Zero);
        Eventually(() => _board.Current.Process.ResidentBytes > 0);
        return ActorOfAccountant;
    }

    private ProcessCost Ask()
    {
        _ = Interlocked.Increment(ref _samples);
        return _failure is { } failure ? throw failure : _process;
    }

    private void PassUntil(double cpu, Func<bool> condition)
    {
        for (var sample = 0; sample < 100 && !condition(); sample++)
        {
            Pass(cpu);
        }

        Assert.True(condition());
    }

    /// <summary>An interval in which the process used this share of one core.</summary>
    private void Pass(double cpu)
    {
        _process = _process with { Cpu = _process.Cpu + cpu * Settings.Interval };
        var before = _board.Current;
        Advance();
        Eventually(() => !ReferenceEquals(before, _board.Current));
    }

    private void Advance()
    {
        _time.Advance(Settings.Interval);
        var before = Volatile.Read(ref _samples);
        Scheduler.Advance(Settings.Interval);
        AwaitSamples(before + 1);
    }

    private void AwaitSamples(int samples) => Eventually(() => Volatile.Read(ref _samples) >= samples);

    private static void Eventually(Func<bool> holds) => Assert.True(SpinWait.SpinUntil(holds, Bound));

    private ActorDescription Described(IActorRef accountant)
    {
        var probe = CreateTestProbe();
        accountant.Tell(DescribeActors.Instance, probe.Ref);
        return probe.ExpectMsg<ActorsDescribed>(Bound).Actors.Single();
    }
}
