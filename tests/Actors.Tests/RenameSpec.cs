using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using NetMonitor.Actors.Host;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Actors.Tests;

/// <summary>Devices that get other names, with the real host beside the supervisor: what counts is what its board shows.</summary>
public sealed class RenameSpec : TestKit
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private static readonly InterfaceSettings Settings = new(
        Interval,
        new RestartSettings(new Backoff(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), 0), DownAfter: 3, TimeSpan.FromSeconds(30)));

    private readonly HostSnapshotBoard _board = new();

    /// <summary>By index: that is what a device keeps.</summary>
    private readonly Dictionary<int, ScriptedNic> _nics = [];

    private readonly TestProbe _rounds;
    private readonly IActorRef _supervisor;

    public RenameSpec()
        : base(Reference.WithTestScheduler)
    {
        _rounds = CreateTestProbe();
        var rounds = _rounds.Ref;
        var host = Sys.ActorOf(HostAggregator.PropsFor(_board), "host");
        _supervisor = Sys.ActorOf(
            InterfaceSupervisor.PropsFor(
                Settings, link => _nics[link.Index].Open(link), host, ActorRefs.Nobody, round => rounds.Tell(round), new ManualTime(), static () => 0),
            "interfaces");
    }

    private TestScheduler Scheduler => (TestScheduler)Sys.Scheduler;

    [Fact]
    public void Renamed_nic_should_keep_attachment_and_totals_under_its_new_name()
    {
        Counting(("eth0", 1));
        _nics[1].Pass(211, 101);
        Track(("lan0", 1));
        AwaitNames("lan0");
        _nics[1].Pass(7, 3);
        Scheduler.Advance(Interval);

        AwaitPackets("lan0", 218, 104);
        Assert.Equal((1, true), (_nics[1].Attempts, _nics[1].Attached is not null));
        Assert.Equal((0UL, 0L), (_board.Current.Interfaces["lan0"].UncountedRx, _board.Current.Interfaces["lan0"].Restarts));
    }

    [Fact]
    public void Renamed_nics_should_be_able_to_swap_their_names()
    {
        Counting(("eth0", 1), ("eth1", 2));
        _nics[1].Pass(211, 101);
        _nics[2].Pass(17, 13);
        Track(("eth1", 1), ("eth0", 2));
        _nics[1].Pass(2, 0);
        Scheduler.Advance(Interval);

        AwaitPackets("eth1", 213, 101);
        AwaitPackets("eth0", 17, 13);
        Assert.Equal((1, 1), (_nics[1].Attempts, _nics[2].Attempts));
    }

    [Fact]
    public void New_nic_should_be_able_to_take_the_name_that_another_gave_up()
    {
        Counting(("eth0", 1));
        _nics[1].Pass(211, 101);
        Track(("lan0", 1), ("eth0", 2));
        AwaitCounting("eth0");
        _nics[2].Pass(17, 13);
        Scheduler.Advance(Interval);

        AwaitPackets("lan0", 211, 101);
        AwaitPackets("eth0", 17, 13);
        Assert.Equal((1, 1), (_nics[1].Attempts, _nics[2].Attempts));

        // Each goes alone, though one has the path of the other's first name.
        Track(("eth0", 2));
        AwaitNames("eth0");
        Assert.Null(_nics[1].Attached);
        Assert.NotNull(_nics[2].Attached);
    }

    [Fact]
    public void Renamed_nic_should_wait_for_the_last_words_of_the_one_whose_name_it_gets()
    {
        Counting(("eth0", 1), ("eth1", 2));
        _nics[1].Pass(211, 101);
        _nics[2].Pass(17, 13);
        Track(("eth0", 2));
        Scheduler.Advance(Interval);

        AwaitPackets("eth0", 17, 13);
        AwaitNames("eth0");
        Assert.Equal(1, _nics[2].Attempts);
        Assert.True(_nics[1].Readers[0].IsFinished);
    }

    [Fact]
    public void Renamed_nic_should_be_tried_at_once_when_it_was_failing()
    {
        _nics[1] = ScriptedNic.Named("eth0", 1);
        _nics[1].FailAttaching(FailureKind.Attach, "EBUSY");
        Track(("eth0", 1));
        AwaitAssert(() => Assert.Equal(InterfaceCondition.Failing, State("eth0").Condition), Bound);

        Track(("lan0", 1));
        AwaitCounting("lan0");
        AwaitNames("lan0");

        // The attempt that was due under the old name does not come on top.
        Scheduler.Advance(TimeSpan.FromSeconds(20));
        AwaitCounting("lan0");
        Assert.Equal(2, _nics[1].Attempts);
    }

    [Fact]
    public void Renamed_nic_should_fail_and_come_back_under_its_new_name()
    {
        Counting(("eth0", 1));
        _nics[1].Pass(211, 101);
        Track(("lan0", 1));
        AwaitNames("lan0");
        _nics[1].FailReading(FailureKind.Read, "EIO");
        Scheduler.Advance(Interval);
        AwaitAssert(() => Assert.Equal(InterfaceCondition.Failing, State("lan0").Condition), Bound);
        Scheduler.Advance(TimeSpan.FromSeconds(2));

        AwaitCounting("lan0");
        AwaitNames("lan0");
        AwaitPackets("lan0", 211, 101);
        Assert.Equal(1, State("lan0").Restarts);
    }

    [Fact]
    public void Orders_should_go_with_the_nic_to_its_new_name()
    {
        Counting(("eth0", 1));
        _supervisor.Tell(new DetachInterface("eth0"), TestActor);
        _ = ExpectMsg<OrderDone>(Bound);
        Track(("lan0", 1));
        AwaitNames("lan0");

        Assert.Equal(InterfaceCondition.Detached, State("lan0").Condition);
        Assert.Null(_nics[1].Attached);
        _supervisor.Tell(new AttachInterface("lan0"), TestActor);
        Assert.Equal("lan0", ExpectMsg<OrderDone>(Bound).InterfaceName);
        AwaitCounting("lan0");
    }

    [Fact]
    public void First_round_should_wait_for_a_nic_that_is_renamed_while_it_is_attached()
    {
        using var attaching = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        _nics[1] = ScriptedNic.Named("eth0", 1);
        var rounds = _rounds.Ref;
        var held = Sys.ActorOf(InterfaceSupervisor.PropsFor(
            Settings,
            link =>
            {
                attaching.Set();
                goOn.Wait(Bound);
                return _nics[1].Open(link);
            },
            Sys.ActorOf(HostAggregator.PropsFor(new HostSnapshotBoard())),
            ActorRefs.Nobody,
            round => rounds.Tell(round),
            new ManualTime(),
            static () => 0));
        held.Tell(new TrackInterfaces([ScriptedNic.Describe("eth0", 1)]));
        Assert.True(attaching.Wait(Bound));
        held.Tell(new TrackInterfaces([ScriptedNic.Describe("lan0", 1)]));
        held.Tell(new Identify(0), TestActor);
        _ = ExpectMsg<ActorIdentity>(Bound);
        goOn.Set();

        Assert.Equal(1, _rounds.ExpectMsg<FirstRoundCompleted>(Bound).Attached);
    }

    private void Counting(params (string Name, int Index)[] nics)
    {
        Track(nics);
        foreach (var (name, _) in nics)
        {
            AwaitCounting(name);
        }
    }

    private void Track(params (string Name, int Index)[] nics)
    {
        foreach (var (name, index) in nics)
        {
            _ = _nics.TryAdd(index, ScriptedNic.Named(name, index));
        }

        _supervisor.Tell(new TrackInterfaces([.. nics.Select(nic => ScriptedNic.Describe(nic.Name, nic.Index))]));
        AwaitAssert(
            () => Assert.Equal(
                nics.Order(), _board.Current.Interfaces.Select(one => (one.Key, one.Value.Link.Index)).Order()),
            Bound);
    }

    private InterfaceState State(string name) => _board.Current.Interfaces[name];

    private void AwaitCounting(string name) =>
        AwaitAssert(() => Assert.Equal(InterfaceCondition.Counting, State(name).Condition), Bound);

    private void AwaitNames(params string[] names) => AwaitAssert(() => Assert.Equal(names, _board.Current.Interfaces.Keys), Bound);

    private void AwaitPackets(string name, ulong rx, ulong tx) => AwaitAssert(
        () => Assert.Equal((rx, tx), (State(name).Totals.Rx.Total.Packets, State(name).Totals.Tx.Total.Packets)), Bound);
}
