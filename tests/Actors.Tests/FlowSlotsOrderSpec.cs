using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using NetMonitor.Actors.Host;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Actors.Tests;

/// <summary>Orders for other room for flows: who answers what, and what stands.</summary>
public sealed class FlowSlotsOrderSpec : TestKit
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    private static readonly InterfaceSettings Settings = new(
        TimeSpan.FromSeconds(1),
        new RestartSettings(new Backoff(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), 0), DownAfter: 3, TimeSpan.FromSeconds(30)));

    private readonly HostSnapshotBoard _board = new();
    private readonly Dictionary<int, ScriptedNic> _nics = [];
    private readonly IActorRef _supervisor;

    public FlowSlotsOrderSpec()
        : base(Reference.WithTestScheduler)
    {
        var host = Sys.ActorOf(HostAggregator.PropsFor(_board), "host");
        _supervisor = Sys.ActorOf(
            InterfaceSupervisor.PropsFor(
                Settings, link => _nics[link.Index].Open(link), host, ActorRefs.Nobody, static _ => { }, new ManualTime(), static () => 0),
            "interfaces");
    }

    private TestScheduler Scheduler => (TestScheduler)Sys.Scheduler;

    [Fact]
    public void Room_should_be_changed_and_shown_with_the_next_reading()
    {
        var nic = Counting("veth0", slotsLeft: 1 << 20);
        nic.Pass(211, 101);

        Assert.Equal(new OrderDone("veth0", "asked for 4096 slots, given 4096"), Answer("veth0", 4096));
        Scheduler.Advance(Settings.Interval);

        var state = Await("veth0", state => state.Attachment?.Flows.Slots == 4096);
        Assert.Equal((211UL, 101UL, 0L), (state.Totals.Rx.Total.Packets, state.Totals.Tx.Total.Packets, state.Restarts));
        Assert.Equal((1, 1), (nic.Attempts, nic.Readers[0].AskedSlots.Count));
        Assert.Equal(new OrderDone("veth0", "asked for off, given off: packets are counted, flows are not"), Answer("veth0", 0));
    }

    [Fact]
    public void Order_should_say_what_was_given_where_it_is_less_than_was_asked_for()
    {
        _ = Counting("veth0", slotsLeft: 2048);

        Assert.Equal(new OrderDone("veth0", "given 2048 slots: the budget leaves room for 2048"), Answer("veth0", 65536));
    }

    [Fact]
    public void Order_should_be_refused_where_nothing_is_left_and_everything_be_as_it_was()
    {
        var nic = Counting("veth0", slotsLeft: 2048);
        _ = Answer("veth0", 1024);
        nic.SlotsLeft = 0;

        Assert.Equal(new OrderRefused("veth0", "the budget leaves room for none; it keeps the 1024 slots that it has"), Answer("veth0", 65536));
        Assert.Equal(1024, nic.Readers[0].Attachment.Flows.Slots);
        _ = Restarted(nic);
        Assert.Equal([1024], nic.Readers[1].AskedSlots);
    }

    [Fact]
    public void Order_should_be_refused_and_not_stand_when_the_reader_has_no_room_to_change()
    {
        var nic = Counting("veth0", slotsLeft: null);

        Assert.Equal(new OrderRefused("veth0", "no room to change; flows stay off"), Answer("veth0", 4096));
        _ = Restarted(nic);
        Assert.Empty(nic.Readers[1].AskedSlots);
    }

    [Fact]
    public void Room_should_be_that_of_the_order_from_the_first_reading_on_when_the_actor_is_made_anew()
    {
        var nic = Counting("veth0", slotsLeft: 1 << 20);
        var other = Counting("veth1", slotsLeft: 1 << 20);
        _ = Answer("veth0", 8192);

        Assert.Equal(8192, Restarted(nic).Flows.Slots);
        nic.FailReading(FailureKind.Read, "EIO");
        Scheduler.Advance(Settings.Interval);
        Eventually("the row of failures has begun", () => State("veth0").Condition == InterfaceCondition.Failing);
        Scheduler.Advance(TimeSpan.FromSeconds(2));
        Eventually("it counts again", () => nic.Readers.Count == 3 && State("veth0").Condition == InterfaceCondition.Counting);
        Assert.Equal(8192, State("veth0").Attachment!.Flows.Slots);
        Assert.Equal([8192], nic.Readers[2].AskedSlots);
        Assert.Empty(other.Readers[0].AskedSlots);
    }

    [Fact]
    public void Room_should_be_that_of_the_order_when_the_supervisor_is_made_anew()
    {
        var nic = Counting("veth0", slotsLeft: 1 << 20);
        _ = Answer("veth0", 8192);
        _supervisor.Tell(new RestartInterface(null!));

        Eventually("it counts again", () => nic.Readers.Count == 2 && State("veth0").Attachment?.Generation == nic.Readers[1].Attachment.Generation);
        Assert.Equal([8192], nic.Readers[1].AskedSlots);
    }

    [Fact]
    public void Order_should_go_with_its_nic_when_two_swap_their_names()
    {
        var (first, second) = (Counting("veth0", slotsLeft: 1 << 20), Counting("veth1", slotsLeft: 1 << 20));
        _ = Answer("veth0", 8192);
        _supervisor.Tell(new TrackInterfaces([first.Link with { Name = "veth1" }, second.Link with { Name = "veth0" }]));
        Await("veth1", state => state.Link.Index == first.Link.Index);

        Assert.Equal(new OrderDone("veth0", "asked for 2048 slots, given 2048"), Answer("veth0", 2048));
        _ = Answer(new RestartInterface("veth1"));
        _ = Answer(new RestartInterface("veth0"));
        Assert.Equal([8192], first.Readers[1].AskedSlots);
        Assert.Equal([2048], second.Readers[1].AskedSlots);
    }

    [Fact]
    public void Order_for_a_detached_nic_should_hold_once_it_is_attached()
    {
        var nic = Counting("veth0", slotsLeft: 1 << 20);
        _ = Answer(new DetachInterface("veth0"));

        Assert.Equal(new OrderDone("veth0", "will be asked for 4096 slots once it is attached"), Answer("veth0", 4096));
        Assert.Equal(new OrderDone("veth0", "no flows will be counted once it is attached"), Answer("veth0", 0));
        Assert.Equal(new OrderDone("veth0", "will be asked for 2048 slots once it is attached"), Answer("veth0", 2048));
        _ = Answer(new AttachInterface("veth0"));
        Assert.Equal([2048], nic.Readers[1].AskedSlots);
    }

    [Fact]
    public void Order_should_wait_for_a_nic_that_is_being_attached()
    {
        using var hold = new ManualResetEventSlim();
        var nic = Nic("veth0", slotsLeft: 1 << 20);
        nic.HoldAttaching(hold);
        Track();
        var probe = CreateTestProbe();
        _supervisor.Tell(new SetFlowSlots("veth0", 4096), probe.Ref);
        probe.ExpectNoMsg(TimeSpan.FromMilliseconds(100));
        hold.Set();

        _ = probe.ExpectMsg(new OrderDone("veth0", "asked for 4096 slots, given 4096"), Bound);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Order_should_be_refused_when_the_actor_that_is_to_carry_it_out_ends_before(bool fails)
    {
        using var hold = new ManualResetEventSlim();
        var nic = Nic("veth0", slotsLeft: 1 << 20);
        nic.HoldAttaching(hold);
        if (fails)
        {
            nic.FailAttaching(FailureKind.Attach, "refused");
        }

        Track();
        var probe = CreateTestProbe();
        _supervisor.Tell(new SetFlowSlots("veth0", 4096), probe.Ref);
        if (!fails)
        {
            _supervisor.Tell(new RestartInterface("veth0"), TestActor);
        }

        AwaitSupervisor();
        hold.Set();

        // Who stops an actor outruns what waits in its mailbox; it may have been handled all the same.
        var answer = probe.ExpectMsg<ISteeringMessage>(Bound);
        Assert.True(
            answer is OrderRefused { Message: var why } && why == (fails ? "refused; next attempt in 2.0 s" : "its actor was made anew meanwhile, before it came to this order"),
            answer.ToString());
        probe.ExpectNoMsg(TimeSpan.FromMilliseconds(100));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(512)]
    [InlineData(3000)]
    [InlineData(-1024)]
    [InlineData(int.MinValue)]
    [InlineData(1 << 23)]
    public void Slots_that_cannot_be_should_be_refused_with_those_that_can(int slots)
    {
        var nic = Counting("veth0", slotsLeft: 1 << 20);

        Assert.Equal(
            new OrderRefused("veth0", FormattableString.Invariant($"found '{slots}' for slots; takes a power of two from 1024 to 4194304, or off")),
            Answer("veth0", slots));
        Assert.Empty(nic.Readers[0].AskedSlots);
    }

    private ScriptedNic Counting(string name, int? slotsLeft)
    {
        var nic = Nic(name, slotsLeft);
        Track();
        _ = Await(name, state => state.Condition == InterfaceCondition.Counting);
        return nic;
    }

    private ScriptedNic Nic(string name, int? slotsLeft)
    {
        var nic = ScriptedNic.Named(name, _nics.Count + 1);
        nic.SlotsLeft = slotsLeft;
        _nics.Add(nic.Link.Index, nic);
        return nic;
    }

    private void Track() => _supervisor.Tell(new TrackInterfaces([.. _nics.Values.Select(nic => nic.Link)]));

    /// <summary>By command; what is shown by then is the new attachment.</summary>
    private Attachment Restarted(ScriptedNic nic)
    {
        Assert.IsType<OrderDone>(Answer(new RestartInterface(nic.Link.Name)));
        return Await(nic.Link.Name, state => state.Attachment?.Generation == nic.Readers[^1].Attachment.Generation).Attachment!;
    }

    private ISteeringMessage Answer(string name, int slots) => Answer(new SetFlowSlots(name, slots));

    private ISteeringMessage Answer(InterfaceOrder order)
    {
        var probe = CreateTestProbe();
        _supervisor.Tell(order, probe.Ref);
        return probe.ExpectMsg<ISteeringMessage>(Bound);
    }

    private InterfaceState State(string name) => _board.Current.Interfaces[name];

    private InterfaceState Await(string name, Func<InterfaceState, bool> holds)
    {
        InterfaceState? state = null;
        Eventually($"{name} is as expected", () => _board.Current.Interfaces.TryGetValue(name, out state) && holds(state));
        return state!;
    }

    private static void Eventually(string what, Func<bool> holds) =>
        Assert.True(SpinWait.SpinUntil(holds, Bound), $"never came: {what}");

    private void AwaitSupervisor()
    {
        var probe = CreateTestProbe();
        _supervisor.Tell(new Identify(1), probe.Ref);
        _ = probe.ExpectMsg<ActorIdentity>(Bound);
    }
}
