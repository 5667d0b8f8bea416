using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using NetMonitor.Actors.Host;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Core.Costs;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Actors.Tests;

/// <summary>What the budget leaves, from the supervisor to the readers and back to what is shown.</summary>
public sealed class FlowLimitSpec : TestKit
{
    private const int Full = 8192;

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(10);

    private static readonly InterfaceSettings Settings = new(
        TimeSpan.FromSeconds(1),
        new RestartSettings(new Backoff(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), 0), DownAfter: 3, TimeSpan.FromSeconds(30)));

    private readonly HostSnapshotBoard _board = new();
    private readonly ScriptedNic _nic = ScriptedNic.Named("veth0");
    private readonly IActorRef _supervisor;

    public FlowLimitSpec()
        : base(Reference.WithTestScheduler)
    {
        _nic.SlotsLeft = 1 << 20;
        var host = Sys.ActorOf(HostAggregator.PropsFor(_board), "host");
        _supervisor = Sys.ActorOf(
            InterfaceSupervisor.PropsFor(Settings, Open, host, ActorRefs.Nobody, static _ => { }, new ManualTime(), static () => 0), "interfaces");
        _supervisor.Tell(new TrackInterfaces([_nic.Link]));
        _ = Shown(state => state.Condition == InterfaceCondition.Counting);
    }

    private TestScheduler Scheduler => (TestScheduler)Sys.Scheduler;

    private ScriptedReader Reader => _nic.Readers[^1];

    [Fact]
    public void Window_should_be_longer_and_slots_stay_at_a_step_of_the_window()
    {
        Limit(new FlowPrecision(2, 0));

        Assert.Equal(TimeSpan.FromSeconds(40), Reader.LeastWindow);
        Assert.Equal([Full], Reader.AskedSlots);
        Assert.Equal(new FlowRoom(Full, Full, Full * 160, "lowered to keep to netmonitor.budget: window x4"), Room("window x4"));
    }

    [Fact]
    public void Slots_should_be_fewer_and_come_back_and_packets_go_on()
    {
        _nic.Pass(211, 101);
        Limit(new FlowPrecision(3, 1));
        Assert.Equal((Full, Full / 2), (Room("slots /2").Wanted, Room("slots /2").Slots));
        Limit(new FlowPrecision(3, 4));
        Assert.Equal((Full, 0), (Room("flows off").Wanted, Room("flows off").Slots));
        Limit(FlowPrecision.Full);

        var state = Shown(state => state.Attachment!.Flows.Reason.Length == 0);
        Assert.Equal(Full, state.Attachment!.Flows.Slots);
        Assert.Equal(TimeSpan.Zero, Reader.LeastWindow);
        Assert.Equal([Full, Full / 2, 0, Full], Reader.AskedSlots);
        Assert.Equal((211UL, 101UL, 1), (state.Totals.Rx.Total.Packets, state.Totals.Tx.Total.Packets, _nic.Attempts));
    }

    [Fact]
    public void Order_should_go_before_the_budget()
    {
        Limit(new FlowPrecision(3, 1));
        Assert.Equal(new OrderDone("veth0", "asked for 4096 slots, given 4096"), Answer(new SetFlowSlots("veth0", 4096)));
        Limit(new FlowPrecision(3, 3));

        Assert.Equal(new FlowRoom(4096, 4096, 4096 * 160, "lowered to keep to netmonitor.budget: window x8"), Room("window x8"));
        Limit(FlowPrecision.Full);
        Assert.Equal([Full, Full / 2, 4096], Reader.AskedSlots);
    }

    [Fact]
    public void Order_should_go_before_the_budget_from_the_attachment_on()
    {
        _ = Answer(new SetFlowSlots("veth0", 2048));
        Limit(new FlowPrecision(3, 2));
        Assert.IsType<OrderDone>(Answer(new RestartInterface("veth0")));

        Assert.Equal([Full, 2048], Reader.AskedSlots);
        Assert.Equal(TimeSpan.FromSeconds(80), Reader.LeastWindow);
    }

    [Fact]
    public void What_the_budget_leaves_should_hold_for_an_attachment_that_is_made_later()
    {
        Limit(new FlowPrecision(1, 2));
        Assert.IsType<OrderDone>(Answer(new RestartInterface("veth0")));

        Assert.Equal(2, _nic.Readers.Count);
        Assert.Equal([Full, Full / 4], Reader.AskedSlots);
        Assert.Equal(TimeSpan.FromSeconds(20), Reader.LeastWindow);
        Limit(FlowPrecision.Full);
        Assert.Equal([Full, Full / 4, Full], Reader.AskedSlots);
    }

    [Fact]
    public void What_the_budget_leaves_should_hold_when_the_supervisor_is_made_anew()
    {
        Limit(new FlowPrecision(0, 2));
        _supervisor.Tell(new RestartInterface(null!));

        Eventually(() => _nic.Readers.Count == 2 && Reader.AskedSlots.Count == 2);
        Assert.Equal([Full, Full / 4], Reader.AskedSlots);
    }

    /// <summary>A NIC as its data plane attaches it: with what the settings give its flows.</summary>
    private IInterfaceReader Open(LinkDescription link)
    {
        var reader = _nic.Open(link);
        _ = reader.ChangeFlows(Full);
        return reader;
    }

    private void Limit(FlowPrecision precision)
    {
        _supervisor.Tell(new LimitFlows(FlowLimit.Of(precision, Usual)));
        AwaitHandled();
        Scheduler.Advance(Settings.Interval);
    }

    /// <summary>The room as it is shown once it says so.</summary>
    private FlowRoom Room(string precision) => Shown(state => state.Attachment!.Flows.Reason.EndsWith(precision, StringComparison.Ordinal)).Attachment!.Flows;

    private InterfaceState Shown(Func<InterfaceState, bool> holds)
    {
        Eventually(() => _board.Current.Interfaces.TryGetValue("veth0", out var state) && state.Attachment is not null && holds(state));
        return _board.Current.Interfaces["veth0"];
    }

    private ISteeringMessage Answer(InterfaceOrder order)
    {
        var probe = CreateTestProbe();
        _supervisor.Tell(order, probe.Ref);
        return probe.ExpectMsg<ISteeringMessage>(Bound);
    }

    /// <summary>By the supervisor, and then by the monitor, to which it hands the message on.</summary>
    private void AwaitHandled()
    {
        var probe = CreateTestProbe();
        _supervisor.Tell(new Identify(1), probe.Ref);
        _ = probe.ExpectMsg<ActorIdentity>(Bound);
        Sys.ActorSelection("/user/interfaces/veth0").Tell(new Identify(2), probe.Ref);
        _ = probe.ExpectMsg<ActorIdentity>(Bound);
    }

    private static void Eventually(Func<bool> holds) => Assert.True(SpinWait.SpinUntil(holds, Bound));
}
