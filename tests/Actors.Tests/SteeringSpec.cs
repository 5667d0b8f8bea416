using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using NetMonitor.Actors.Host;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Actors.Tests;

/// <summary>Orders from people, with the real host beside the supervisor: what counts is what its board shows.</summary>
public sealed class SteeringSpec : TestKit
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(100);

    private static readonly InterfaceSettings Settings = new(
        TimeSpan.FromSeconds(1),
        new RestartSettings(new Backoff(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), 0), DownAfter: 3, TimeSpan.FromSeconds(30)));

    private readonly HostSnapshotBoard _board = new();
    private readonly Dictionary<string, ScriptedNic> _nics = [];
    private readonly ManualTime _time = new();
    private readonly TestProbe _rounds;
    private readonly IActorRef _supervisor;

    public SteeringSpec()
        : base(Reference.WithTestScheduler)
    {
        _rounds = CreateTestProbe();
        var rounds = _rounds.Ref;
        var host = Sys.ActorOf(HostAggregator.PropsFor(_board), "host");
        _supervisor = Sys.ActorOf(
            InterfaceSupervisor.PropsFor(
                Settings, link => _nics[link.Name].Open(link), host, ActorRefs.Nobody, round => rounds.Tell(round), _time, static () => 0),
            "interfaces");
    }

    private TestScheduler Scheduler => (TestScheduler)Sys.Scheduler;

    [Fact]
    public void Detach_should_end_the_attachment_after_its_last_words_and_show_the_nic_as_detached()
    {
        var (nic, other) = (Counting("veth0"), Counting("veth1"));
        nic.Pass(211, 101);

        Assert.Equal(new OrderDone("veth0", "detached; its totals stand"), Answer(new DetachInterface("veth0")));

        var state = Await("veth0", InterfaceCondition.Detached);
        Assert.Equal(("detached by command", null, 0L), (state.Reason, state.Attachment, state.Restarts));
        Assert.Equal((211UL, 101UL), (state.Totals.Rx.Total.Packets, state.Totals.Tx.Total.Packets));
        Assert.Equal((true, false, 1), (nic.Readers[0].IsFinished, nic.Readers[0].IsAttached, nic.Readers[0].Disposals));
        Assert.NotNull(other.Attached);
    }

    [Fact]
    public void Detached_nic_should_stay_detached_whatever_the_link_list_says()
    {
        var nic = Counting("veth0");
        _ = Answer(new DetachInterface("veth0"));

        Track();
        var slower = nic.Link with { SpeedBitsPerSecond = 8000 };
        _supervisor.Tell(new TrackInterfaces([slower]));
        Await("veth0", state => state.Link == slower && state.Condition == InterfaceCondition.Detached);
        var remade = nic.Link with { Index = 99 };
        _supervisor.Tell(new TrackInterfaces([remade]));
        Await("veth0", state => state.Link == remade && state.Condition == InterfaceCondition.Detached);
        _supervisor.Tell(new TrackInterfaces([]));
        Eventually("gone", () => _board.Current.Interfaces.IsEmpty);
        _supervisor.Tell(new TrackInterfaces([remade with { Index = 100 }]));
        Await("veth0", state => state.Link.Index == 100 && state.Condition == InterfaceCondition.Detached);
        Scheduler.Advance(TimeSpan.FromHours(1));
        AwaitSupervisor();

        Assert.Equal(1, nic.Attempts);
    }

    [Fact]
    public void Detached_nic_should_stay_detached_and_an_interval_stand_when_the_supervisor_is_made_anew()
    {
        var (nic, other) = (Counting("veth0"), Counting("veth1"));
        _ = Answer(new DetachInterface("veth0"));
        _ = Answer(new SetInterval("veth1", TimeSpan.FromSeconds(3)));

        _supervisor.Tell(new RestartInterface(null!));

        Eventually("veth1 counts again", () => other.Attempts == 2 && State("veth1").Condition == InterfaceCondition.Counting);
        Assert.Equal((InterfaceCondition.Detached, 1), (State("veth0").Condition, nic.Attempts));
        Eventually("read", () => other.Readers[1].Given is not null);
        var first = other.Readers[1].Given;
        Scheduler.Advance(TimeSpan.FromMilliseconds(2999));
        AwaitMonitor("veth1");
        Assert.Same(first, other.Readers[1].Given);
        Scheduler.Advance(TimeSpan.FromMilliseconds(1));
        Eventually("read again", () => !ReferenceEquals(first, other.Readers[1].Given));
    }

    [Fact]
    public void Attach_should_bring_a_detached_nic_back_and_no_total_step_back()
    {
        var nic = Counting("veth0");
        nic.Pass(211, 0);
        _ = Answer(new DetachInterface("veth0"));
        nic.Pass(7, 0);

        Assert.Equal(new OrderDone("veth0", "attached, tcx: scripted"), Answer(new AttachInterface("veth0")));

        nic.Pass(101, 0);
        Scheduler.Advance(Settings.Interval);
        var state = Await("veth0", state => state.Totals.Rx.Total.Packets == 312);
        Assert.Equal((7UL, 0L, InterfaceCondition.Counting), (state.UncountedRx, state.Restarts, state.Condition));
        Assert.Equal(2, nic.Readers.Select(reader => reader.Attachment.Generation).Distinct().Count());
    }

    [Fact]
    public void Attach_and_detach_should_be_done_when_they_were_done_before()
    {
        var nic = Counting("veth0");

        Assert.Equal(new OrderDone("veth0", "attached already"), Answer(new AttachInterface("veth0")));
        _ = Answer(new DetachInterface("veth0"));
        Assert.Equal(new OrderDone("veth0", "detached already"), Answer(new DetachInterface("veth0")));
        Assert.Single(nic.Readers);
    }

    public static TheoryData<InterfaceOrder> OrdersForUnknown => new(
        new AttachInterface("veth9"),
        new DetachInterface("veth9"),
        new RestartInterface("veth9"),
        new SetInterval("veth9", TimeSpan.FromSeconds(2)),
        new SetFlowSlots("veth9", 4096));

    [Theory]
    [MemberData(nameof(OrdersForUnknown))]
    public void Order_for_an_unknown_nic_should_be_refused_with_those_there_are(InterfaceOrder order)
    {
        const string WayOut = "one that netmonitor.interfaces leaves out is followed after a start without that";
        Assert.Equal(new OrderRefused("veth9", $"no such NIC is followed; there is none; {WayOut}"), Answer(order));
        _ = Counting("veth1");
        _ = Counting("veth0");

        Assert.Equal(new OrderRefused("veth9", $"no such NIC is followed; there are veth0, veth1; {WayOut}"), Answer(order));
    }

    [Fact]
    public void Detach_of_a_nic_in_back_off_should_cancel_its_next_attempt()
    {
        var nic = Failing("veth0", times: 1);

        Assert.Equal(new OrderDone("veth0", "detached; its totals stand"), Answer(new DetachInterface("veth0")));
        Scheduler.Advance(TimeSpan.FromHours(1));
        AwaitSupervisor();

        Assert.Equal(InterfaceCondition.Detached, State("veth0").Condition);
        Assert.Equal(1, nic.Attempts);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Restart_or_attach_of_a_nic_in_back_off_should_try_it_at_once(bool restart)
    {
        var nic = Failing("veth0", times: 1);

        Assert.Equal(
            new OrderDone("veth0", "attached, tcx: scripted"),
            Answer(restart ? new RestartInterface("veth0") : new AttachInterface("veth0")));

        Assert.Equal(1, Await("veth0", InterfaceCondition.Counting).Restarts);
        Scheduler.Advance(TimeSpan.FromSeconds(2));
        AwaitSupervisor();
        Assert.Equal(2, nic.Attempts);
    }

    [Fact]
    public void Restart_that_fails_should_say_why_and_leave_the_row_of_failures_as_it_is()
    {
        var nic = Failing("veth0", times: 3);

        Assert.Equal(new OrderRefused("veth0", "refused; next attempt in 4.0 s"), Answer(new RestartInterface("veth0")));
        Assert.Equal(new OrderRefused("veth0", "refused; next attempt in 10.0 s"), Answer(new RestartInterface("veth0")));
        Assert.Equal("refused", Await("veth0", InterfaceCondition.Down).Reason);
        Assert.Equal(3, nic.Attempts);
    }

    [Fact]
    public void Restart_of_a_counting_nic_should_make_a_new_attachment_that_is_no_failure()
    {
        var nic = Counting("veth0");
        nic.Pass(211, 0);

        Assert.Equal(new OrderDone("veth0", "attached, tcx: scripted"), Answer(new RestartInterface("veth0")));

        var state = Await("veth0", state => state.Attachment?.Generation == nic.Readers.LastOrDefault()?.Attachment.Generation);
        Assert.Equal((2, 211UL, 0UL, 0L), (nic.Readers.Count, state.Totals.Rx.Total.Packets, state.UncountedRx, state.Restarts));
        Assert.Equal((true, 1), (nic.Readers[0].IsFinished, nic.Readers[0].Disposals));
    }

    [Fact]
    public void Restart_of_a_detached_nic_should_be_refused()
    {
        var nic = Counting("veth0");
        _ = Answer(new DetachInterface("veth0"));

        Assert.Equal(
            new OrderRefused("veth0", "detached by command; only attaching it brings it back"), Answer(new RestartInterface("veth0")));
        Assert.Equal(1, nic.Attempts);
    }

    [Fact]
    public void Order_that_another_one_overtakes_should_be_answered_all_the_same()
    {
        using var hold = new ManualResetEventSlim();
        Nic("veth0").HoldAttaching(hold);
        Track();
        var (first, second) = (CreateTestProbe(), CreateTestProbe());
        _supervisor.Tell(new DetachInterface("veth0"), first.Ref);
        _supervisor.Tell(new AttachInterface("veth0"), second.Ref);
        AwaitSupervisor();
        hold.Set();

        _ = second.ExpectMsg(new OrderDone("veth0", "attached, tcx: scripted"), Bound);
        _ = first.ExpectMsg(new OrderRefused("veth0", "attached by another command meanwhile"), Bound);
    }

    [Fact]
    public void Order_for_a_nic_that_goes_meanwhile_should_be_refused()
    {
        _ = Failing("veth0", times: 1);
        _nics["veth0"].FailAttaching(FailureKind.Attach, "refused");
        var probe = CreateTestProbe();
        _supervisor.Tell(new RestartInterface("veth0"), probe.Ref);
        _supervisor.Tell(new TrackInterfaces([]));

        // Tried, or gone before: answered once in either case.
        _ = probe.ExpectMsg<OrderRefused>(Bound);
        probe.ExpectNoMsg(Silence);
    }

    [Fact]
    public void Order_under_way_should_be_answered_when_the_supervisor_ends()
    {
        using var hold = new ManualResetEventSlim();
        var nic = Failing("veth0", times: 1);
        nic.HoldAttaching(hold);
        var probe = CreateTestProbe();
        _supervisor.Tell(new RestartInterface("veth0"), probe.Ref);
        AwaitSupervisor();
        probe.ExpectNoMsg(Silence);
        _supervisor.Tell(new RestartInterface(null!));
        hold.Set();

        Assert.Contains("ended", probe.ExpectMsg<OrderRefused>(Bound).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Interval_should_hold_for_one_nic_alone_and_through_every_restart_of_its_monitor()
    {
        var (nic, other) = (Counting("veth0"), Counting("veth1"));
        Eventually("both are read", () => nic.Readers[0].Given is not null && other.Readers[0].Given is not null);

        Assert.Equal(new OrderDone("veth0", "read every 3s"), Answer(new SetInterval("veth0", TimeSpan.FromSeconds(3))));
        AwaitMonitor("veth0");
        var (mine, others) = (nic.Readers[0].Given, other.Readers[0].Given);
        Scheduler.Advance(Settings.Interval);
        Eventually("the other is read", () => other.Readers[0].Given != others);
        AwaitMonitor("veth0");
        Assert.Same(mine, nic.Readers[0].Given);
        Scheduler.Advance(TimeSpan.FromSeconds(2));
        Eventually("it is read", () => nic.Readers[0].Given != mine);

        _ = Answer(new RestartInterface("veth0"));
        Eventually("the new one is read", () => nic.Readers[1].Given is not null);
        AwaitMonitor("veth0");
        mine = nic.Readers[1].Given;
        Scheduler.Advance(TimeSpan.FromMilliseconds(2999));
        AwaitMonitor("veth0");
        Assert.Same(mine, nic.Readers[1].Given);
        Scheduler.Advance(TimeSpan.FromMilliseconds(1));
        Eventually("the new one is read again", () => nic.Readers[1].Given != mine);
    }

    [Fact]
    public void Interval_should_be_aligned_to_its_rounds_when_it_is_changed()
    {
        var nic = Counting("veth0");
        Eventually("it is read", () => nic.Readers[0].Given is not null);
        var read = nic.Readers[0].Given;
        _time.Advance(TimeSpan.FromSeconds(7));
        _ = Answer(new SetInterval("veth0", TimeSpan.FromSeconds(5)));
        AwaitMonitor("veth0");

        // Seven seconds in, the next round of five is at ten.
        Scheduler.Advance(TimeSpan.FromMilliseconds(2999));
        AwaitMonitor("veth0");
        Assert.Same(read, nic.Readers[0].Given);
        Scheduler.Advance(TimeSpan.FromMilliseconds(1));
        Eventually("it is read in the round", () => nic.Readers[0].Given != read);
    }

    [Theory]
    [InlineData(99)]
    [InlineData(3_600_001)]
    public void Interval_out_of_bounds_should_be_refused(int milliseconds)
    {
        _ = Counting("veth0");

        var refused = Assert.IsType<OrderRefused>(Answer(new SetInterval("veth0", TimeSpan.FromMilliseconds(milliseconds))));

        Assert.EndsWith("takes a duration from 100ms to 1h, as 500ms, 5s or 1m", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Interval_of_a_detached_nic_should_hold_once_it_is_attached()
    {
        var nic = Counting("veth0");
        _ = Answer(new DetachInterface("veth0"));

        Assert.Equal(
            new OrderDone("veth0", "will be read every 250ms once it is attached"),
            Answer(new SetInterval("veth0", TimeSpan.FromMilliseconds(250))));
        _ = Answer(new AttachInterface("veth0"));
        Eventually("it is read", () => nic.Readers[1].Given is not null);
        var read = nic.Readers[1].Given;
        AwaitMonitor("veth0");
        Scheduler.Advance(TimeSpan.FromMilliseconds(250));
        Eventually("it is read again", () => nic.Readers[1].Given != read);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void First_round_should_not_wait_for_a_nic_that_was_detached_before_it_was_tried(bool isRefused)
    {
        using var hold = new ManualResetEventSlim();
        var nic = Nic("veth0");
        if (isRefused)
        {
            nic.FailAttaching(FailureKind.Attach, "refused");
        }

        nic.HoldAttaching(hold);
        Track();
        AwaitSupervisor();
        var probe = CreateTestProbe();
        _supervisor.Tell(new DetachInterface("veth0"), probe.Ref);
        AwaitSupervisor();
        hold.Set();

        _ = probe.ExpectMsg<OrderDone>(Bound);
        var round = _rounds.ExpectMsg<FirstRoundCompleted>(Bound);
        Assert.Equal((1, 0), (round.Attached, round.Refused.Length));
        Assert.Null(nic.Attached);
    }

    private ScriptedNic Counting(string name)
    {
        var nic = Nic(name);
        Track();
        _ = Await(name, InterfaceCondition.Counting);
        return nic;
    }

    private ScriptedNic Failing(string name, int times)
    {
        var nic = Nic(name);
        nic.FailAttaching(FailureKind.Attach, "refused", times);
        Track();
        _ = Await(name, InterfaceCondition.Failing);
        return nic;
    }

    private ScriptedNic Nic(string name)
    {
        var nic = ScriptedNic.Named(name, _nics.Count + 1);
        _nics.Add(name, nic);
        return nic;
    }

    private void Track() => _supervisor.Tell(new TrackInterfaces([.. _nics.Values.Select(nic => nic.Link)]));

    private ISteeringMessage Answer(InterfaceOrder order)
    {
        var probe = CreateTestProbe();
        _supervisor.Tell(order, probe.Ref);
        return probe.ExpectMsg<ISteeringMessage>(Bound);
    }

    private InterfaceState State(string name) => _board.Current.Interfaces[name];

    private InterfaceState Await(string name, InterfaceCondition condition) => Await(name, state => state.Condition == condition);

    private InterfaceState Await(string name, Func<InterfaceState, bool> holds)
    {
        InterfaceState? state = null;
        Eventually($"{name} is as expected", () => _board.Current.Interfaces.TryGetValue(name, out state) && holds(state));
        return state!;
    }

    private static void Eventually(string what, Func<bool> holds) =>
        Assert.True(SpinWait.SpinUntil(holds, Bound), $"never came: {what}");

    private void AwaitSupervisor() => AwaitHandled(_supervisor);

    /// <summary>Returns when the monitor has handled all that was told to it before, and what it told itself then.</summary>
    private void AwaitMonitor(string name)
    {
        var probe = CreateTestProbe();
        Sys.ActorSelection($"/user/interfaces/{name}").Tell(new Identify(1), probe.Ref);
        AwaitHandled(probe.ExpectMsg<ActorIdentity>(Bound).Subject);
    }

    private void AwaitHandled(IActorRef actor)
    {
        var probe = CreateTestProbe();
        actor.Tell(new Identify(1), probe.Ref);
        _ = probe.ExpectMsg<ActorIdentity>(Bound);
    }
}
