using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using NetMonitor.Actors.Host;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Actors.Tree;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Actors.Tests;

/// <summary>Each row of docs/supervision.md: what the supervisor does for this kind of failure, and how it shows.</summary>
public sealed class SupervisionSpec : TestKit
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Min = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Max = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ResetAfter = TimeSpan.FromSeconds(20);

    private static readonly InterfaceSettings Settings = new(
        Interval, new RestartSettings(new Backoff(Min, Max, 0), DownAfter: 4, ResetAfter));

    private readonly HostSnapshotBoard _board = new();
    private readonly ActorBoard _actors = new();
    private readonly ManualTime _time = new();
    private readonly Dictionary<string, ScriptedNic> _nics = [];
    private readonly ScriptedNic _nic;
    private readonly IActorRef _supervisor;
    private ManualResetEventSlim? _hold;

    public SupervisionSpec()
        : base(Reference.WithTestScheduler)
    {
        _nic = Nic("veth0", 1);
        var host = Sys.ActorOf(HostAggregator.PropsFor(_board, _actors, _time), "host");
        _supervisor = Sys.ActorOf(
            InterfaceSupervisor.PropsFor(
                Settings,
                link => _nics[link.Name].Open(link),
                host,
                ActorRefs.Nobody,
                _ => Volatile.Read(ref _hold)?.Wait(Bound),
                _time,
                static () => 0,
                _actors),
            "interfaces");
    }

    private TestScheduler Scheduler => (TestScheduler)Sys.Scheduler;

    [Fact]
    public void Read_failure_should_be_followed_by_a_wait_that_doubles()
    {
        AwaitCounting();
        _nic.FailReading(FailureKind.Read, "EIO");
        Tick();
        ShouldWait("read", Min, InterfaceCondition.Failing);

        _nic.FailReading(FailureKind.Read, "EIO");
        Pass(Min);
        ShouldWait("read", Min * 2, InterfaceCondition.Failing);

        Pass(Min * 2);
        AwaitCounting();
        Assert.Equal(2, Described().Restarts);
    }

    [Fact]
    public void Refused_attach_should_be_tried_after_a_wait_that_doubles_until_the_nic_is_down()
    {
        _nic.FailAttaching(FailureKind.Attach, "EBUSY", times: 5);
        Track();
        foreach (var doubled in new[] { 1, 2, 4 })
        {
            ShouldWait("attach", Min * doubled, InterfaceCondition.Failing);
            Pass(Min * doubled);
        }

        ShouldWait("attach", Max, InterfaceCondition.Down);
        Pass(Max);
        ShouldWait("attach", Max, InterfaceCondition.Down);
        Pass(Max);
        AwaitCounting();
        Assert.Equal((5L, 6), (Described().Restarts, _nic.Attempts));
    }

    [Fact]
    public void Severed_attachment_should_be_put_back_at_once_and_slower_when_it_is_taken_off_again_and_again()
    {
        AwaitCounting();
        _nic.Pass(3, 0);
        _nic.Sever();
        Tick();
        // No time has passed: it did not wait.
        Await("attached anew", () => _nic.Attempts == 2 && Described() is { State: ActorState.Counting, Restarts: 1, Backoff: null });
        Assert.Equal("severed", Described().LastFailure!.Kind);

        _nic.Sever();
        Tick();
        ShouldWait("severed", Min, InterfaceCondition.Failing);
        Pass(Min);
        Await("attached anew", () => _nic.Attempts == 3 && Described().State == ActorState.Counting);

        _nic.Sever();
        Tick();
        ShouldWait("severed", Min * 2, InterfaceCondition.Failing);
        Pass(Min * 2);
        Await("attached anew", () => _nic.Attempts == 4 && Described().State == ActorState.Counting);

        // It lasted: the next time is the first again.
        _time.Advance(ResetAfter);
        _nic.Sever();
        Tick();
        Await("attached anew", () => _nic.Attempts == 5 && Described().State == ActorState.Counting);
    }

    [Fact]
    public void Map_that_is_gone_should_be_replaced_at_once()
    {
        AwaitCounting();
        _nic.FailReading(FailureKind.MapGone, "EBADF");
        Tick();
        Await("attached anew", () => _nic.Attempts == 2 && Described() is { State: ActorState.Counting, Restarts: 1 });
        Assert.Equal("mapgone", Described().LastFailure!.Kind);
        Assert.Equal((true, 1), (_nic.Readers[0].IsFinished, _nic.Readers[0].Disposals));
    }

    [Fact]
    public void Missing_rights_should_be_asked_for_every_longest_wait_only()
    {
        _nic.FailAttaching(FailureKind.Privilege, "EPERM", times: 2);
        Track();
        ShouldWait("privilege", Max, InterfaceCondition.Down);
        Pass(Max - TimeSpan.FromMilliseconds(1));
        Settle();
        Assert.Equal(1, _nic.Attempts);
        Pass(TimeSpan.FromMilliseconds(1));
        ShouldWait("privilege", Max, InterfaceCondition.Down);
        Pass(Max);
        AwaitCounting();
    }

    [Fact]
    public void Missing_memory_should_be_asked_for_after_a_wait_that_doubles()
    {
        _nic.FailAttaching(FailureKind.Exhausted, "ENOMEM", times: 2);
        Track();
        ShouldWait("exhausted", Min, InterfaceCondition.Failing);
        Pass(Min);
        ShouldWait("exhausted", Min * 2, InterfaceCondition.Failing);
        Pass(Min * 2);
        AwaitCounting();
    }

    [Fact]
    public void Nic_that_is_gone_should_be_left_alone_and_forgotten_when_the_list_says_so()
    {
        AwaitCounting();
        _nic.FailReading(FailureKind.Gone, "ENODEV");
        Tick();
        ShouldWait("gone", Max, InterfaceCondition.Down);
        Pass(Max - Interval);
        Settle();
        Assert.Equal(1, _nic.Attempts);

        _supervisor.Tell(new TrackInterfaces([]));
        Await("forgotten", () => !_board.Current.Interfaces.ContainsKey("veth0") && _actors.Current.All(actor => actor.InterfaceName is null));
    }

    [Fact]
    public void Nic_that_is_gone_should_be_tried_at_once_when_the_list_still_has_it()
    {
        AwaitCounting();
        _nic.FailReading(FailureKind.Gone, "ENODEV");
        Tick();
        ShouldWait("gone", Max, InterfaceCondition.Down);

        Track();
        Await("attached anew", () => _nic.Attempts == 2 && Described().State == ActorState.Counting);
    }

    [Fact]
    public void Window_that_never_closes_should_end_the_attachment_without_waiting_for_it()
    {
        AwaitCounting();
        _nic.HoldWindows();
        Tick();
        Await("closing", () => _nic.WindowsHeld == 1);
        Tick(InterfaceMonitor.LongestClosing - TimeSpan.FromTicks(1));
        Settle();
        Assert.Equal(ActorState.Counting, Described().State);

        Tick(TimeSpan.FromTicks(1));
        ShouldWait("stuck", Min, InterfaceCondition.Failing);
        Assert.Equal((false, 1), (_nic.Readers[0].IsFinished, _nic.Readers[0].Disposals));

        // Attached anew it does not close either: so long a life in silence ends no row of failures.
        Pass(Min);
        Await("attached", () => _nic.WindowsHeld == 2 && Described().State == ActorState.Counting);
        Tick(InterfaceMonitor.LongestClosing);
        ShouldWait("stuck", Min * 2, InterfaceCondition.Failing);

        _nic.ReleaseWindows();
        Pass(Min * 2);
        AwaitCounting();
        Assert.Equal(2, Described().Restarts);
    }

    [Fact]
    public void Surprise_should_be_treated_like_a_read_failure_and_called_a_fault()
    {
        AwaitCounting();
        _nic.FailReading(new InvalidOperationException("a bug"));
        Tick();
        ShouldWait("fault", Min, InterfaceCondition.Failing);
        Assert.Equal(("a bug", "a bug"), (Described().LastError, _board.Current.Interfaces["veth0"].Reason));
        Pass(Min);
        AwaitCounting();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Nic_should_be_counted_anew_when_its_reader_cannot_even_end(bool isDisposing)
    {
        AwaitCounting();
        _nic.FailReading(FailureKind.Read, "EIO");
        if (isDisposing)
        {
            _nic.FailDisposing(new InvalidOperationException("a bug at the end"));
        }
        else
        {
            _nic.FailFinishing(new InvalidOperationException("a bug at the end"));
        }

        Tick();
        ShouldWait("read", Min, InterfaceCondition.Failing);
        Pass(Min);
        AwaitCounting();
        Assert.Equal((1, false), (_nic.Readers[0].Disposals, _nic.Readers[0].IsAttached));
    }

    [Fact]
    public void Nic_that_is_stopping_after_a_failure_should_be_shown_so()
    {
        using var hold = new ManualResetEventSlim();
        AwaitCounting();
        _nic.HoldFinishing(hold);
        _nic.FailReading(FailureKind.Read, "EIO");
        Tick();
        Await("stopping", () => Described().State == ActorState.Stopping);
        hold.Set();
        ShouldWait("read", Min, InterfaceCondition.Failing);
    }

    [Fact]
    public void Wait_should_be_described_with_what_is_left_of_it()
    {
        _nic.FailAttaching(FailureKind.Attach, "EBUSY");
        Track();
        ShouldWait("attach", Min, InterfaceCondition.Failing);
        Assert.Equal(Min, Asked().NextAttempt);
        _time.Advance(TimeSpan.FromSeconds(1.5));
        Assert.Equal((Min, TimeSpan.FromSeconds(0.5)), (Asked().Backoff!.Value, Asked().NextAttempt));
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(TimeSpan.Zero, Asked().NextAttempt);
        Scheduler.Advance(Min);
        AwaitCounting();
        Assert.Null(Asked().NextAttempt);
    }

    [Fact]
    public void Failure_should_be_told_with_its_time()
    {
        _time.Advance(TimeSpan.FromSeconds(1000));
        _nic.FailAttaching(FailureKind.Attach, "EBUSY");
        Track();
        ShouldWait("attach", Min, InterfaceCondition.Failing);
        Assert.Equal(new LastFailure("attach", DateTimeOffset.UnixEpoch + TimeSpan.FromSeconds(1000), "EBUSY"), Described().LastFailure);
    }

    [Fact]
    public void Supervisor_that_fails_should_count_every_nic_again_and_forget_no_failure()
    {
        AwaitCounting();
        _nic.FailReading(FailureKind.Read, "EIO");
        Tick();
        ShouldWait("read", Min, InterfaceCondition.Failing);
        Pass(Min);
        AwaitCounting();

        Crash();
        Await("the supervisor is a new one", () => _actors.Current.Single(actor => actor.Path == "/user/interfaces") is { Restarts: 1, LastFailure.Kind: "fault" });
        Await("counted again", () => _nic.Attempts == 3 && Described().State == ActorState.Counting);
        Assert.Equal((1L, "read", 1L), (Described().Restarts, Described().LastFailure!.Kind, _board.Current.Interfaces["veth0"].Restarts));
    }

    /// <summary>The list comes once per change: the newest one must win, whether it was followed or still waited.</summary>
    [Fact]
    public void Supervisor_that_fails_should_follow_the_newest_list_it_was_told()
    {
        using var hold = new ManualResetEventSlim();
        Volatile.Write(ref _hold, hold);
        Track();
        Await("tried", () => _nic.Attempts == 1);
        Crash();
        _supervisor.Tell(new TrackInterfaces([Nic("veth1", 2).Link]));
        hold.Set();

        Await("the newer list is followed", () => _board.Current.Interfaces.Keys.SequenceEqual(["veth1"])
            && _board.Current.Interfaces["veth1"].Condition == InterfaceCondition.Counting);
        Settle();
        Assert.Equal(["veth1"], _board.Current.Interfaces.Keys);
        Assert.Null(_nic.Attached);
    }

    [Fact]
    public void Supervisor_should_follow_a_list_that_it_failed_at_again_and_again()
    {
        AwaitCounting();
        var twice = new TrackInterfaces([_nic.Link, Nic("veth1", 1).Link]);
        _supervisor.Tell(twice);
        Await("failed at it", () => Supervisor().Restarts == 1);
        Settle();
        Assert.Equal(1, Supervisor().Restarts);
        Scheduler.Advance(Min);
        Await("failed at it again", () => Supervisor().Restarts == 2);
        Settle();
        Scheduler.Advance(Min);
        Settle();
        Assert.Equal(2, Supervisor().Restarts);
        Scheduler.Advance(Min);
        Await("and again", () => Supervisor().Restarts == 3);

        Track();
        Await("counted again", () => _nic.Attached is not null && Described().State == ActorState.Counting);
        Scheduler.Advance(Max);
        Settle();
        Assert.Equal(3, Supervisor().Restarts);
    }

    [Fact]
    public void Host_that_fails_should_say_so_on_the_board()
    {
        AwaitCounting();
        Sys.ActorSelection("/user/host").Tell(new InterfaceRead(null!));
        Await("said", () => _actors.Current.Single(actor => actor.Path == "/user/host") is { Restarts: 1, LastFailure: { Kind: "fault", Message.Length: > 0 } });
        Tick();
        AwaitCounting();
    }

    [Fact]
    public void Places_of_two_nics_should_differ_when_one_bears_the_others_former_name()
    {
        AwaitCounting();
        var renamed = _nic.Link with { Name = "veth9" };
        _nics["veth9"] = _nic;
        var second = Nic("veth0", 2);
        second.FailAttaching(FailureKind.Attach, "EBUSY");
        _supervisor.Tell(new TrackInterfaces([renamed, second.Link]));

        Await("one counts, one waits", () => Asked("veth0").State == ActorState.Failing && Asked("veth9").State == ActorState.Counting);
        Assert.Equal(("/user/interfaces/veth0", "/user/interfaces/veth0,2"), (Asked("veth9").Path, Asked("veth0").Path));
    }

    private ScriptedNic Nic(string name, int index) => _nics[name] = ScriptedNic.Named(name, index);

    private void Track() => _supervisor.Tell(new TrackInterfaces([_nic.Link]));

    /// <summary>No message of the protocol makes it fail; one that breaks its word does.</summary>
    private void Crash() => _supervisor.Tell(new RestartInterface(null!));

    private void Tick() => Tick(Interval);

    /// <summary>The clock goes on, and one tick comes.</summary>
    private void Tick(TimeSpan time)
    {
        _time.Advance(time);
        Scheduler.Advance(Interval);
    }

    /// <summary>The supervisor's timer comes after so long, by the clock and by the scheduler.</summary>
    private void Pass(TimeSpan time)
    {
        _time.Advance(time);
        Scheduler.Advance(time);
    }

    /// <summary>Lets happen what is not to happen.</summary>
    private void Settle() => ExpectNoMsg(Silence);

    private void AwaitCounting()
    {
        if (_nic.Attempts == 0)
        {
            Track();
        }

        Await("counting", () => _nic.Attached is not null && _board.Current.Interfaces.TryGetValue("veth0", out var state)
            && state.Condition == InterfaceCondition.Counting && Described() is { State: ActorState.Counting });
    }

    private void ShouldWait(string kind, TimeSpan wait, InterfaceCondition condition)
    {
        Await($"{kind}: {condition}, waits {wait}", () =>
            Described() is { Actor: null, LastFailure: { } failure } described && failure.Kind == kind && failure.At == _time.GetUtcNow() && described.Backoff == wait
            && described.State == (condition == InterfaceCondition.Down ? ActorState.Down : ActorState.Failing));
        Await($"{kind}: shown as {condition}", () => _board.Current.Interfaces["veth0"].Condition == condition && _board.Current.Interfaces["veth0"].Reason.Length > 0);
    }

    private ActorDescription Supervisor() => _actors.Current.Single(actor => actor.Path == "/user/interfaces");

    /// <summary>As it hangs on the board.</summary>
    private ActorDescription Described() => _actors.Current.SingleOrDefault(actor => actor.InterfaceName == "veth0")
        ?? new ActorDescription("", null, null, ActorState.Running, 0, "", null);

    /// <summary>As the supervisor says now.</summary>
    private ActorDescription Asked(string nic = "veth0")
    {
        var probe = CreateTestProbe();
        _supervisor.Tell(DescribeActors.Instance, probe.Ref);
        return probe.ExpectMsg<ActorsDescribed>(Bound).Actors.Single(actor => actor.InterfaceName == nic);
    }

    private static void Await(string what, Func<bool> holds) => Assert.True(SpinWait.SpinUntil(holds, Bound), $"not within bounds: {what}");
}
