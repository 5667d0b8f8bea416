using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using NetMonitor.Actors.Flows;
using NetMonitor.Actors.Host;
using NetMonitor.Actors.Tree;
using NetMonitor.Core.Flows;

namespace NetMonitor.Actors.Tests;

public sealed class FlowAggregatorSpec : TestKit
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly ManualTime _time = new();
    private readonly TestProbe _host;
    private readonly IActorRef _flows;

    public FlowAggregatorSpec()
        : base(Reference.WithTestScheduler)
    {
        _host = CreateTestProbe();
        var book = new FlowBook(
            new FlowLedgerSettings(100, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(15)), seed: 1);
        _flows = Sys.ActorOf(FlowAggregator.PropsFor(book, _host.Ref, Interval, _time), "flows");
    }

    private TestScheduler Scheduler => (TestScheduler)Sys.Scheduler;

    [Fact]
    public void FlowAggregator_should_do_nothing_before_a_window_comes()
    {
        Pass(TimeSpan.FromHours(1));

        _host.ExpectNoMsg(Silence);
    }

    [Fact]
    public void FlowAggregator_should_make_one_view_of_the_windows_of_one_round()
    {
        Tell(ScriptedFlows.Window("eth1", closedAt: 1, port: 2, rx: 5));
        Tell(ScriptedFlows.Window("eth0", closedAt: 1, port: 1, rx: 7, tx: 3));

        var view = AwaitView();

        Assert.Equal(
            [("eth0", 2, 7UL, 3UL), ("eth1", 1, 5UL, 0UL)],
            view.Nics.Select(nic => (nic.Nic, nic.Flows, nic.Rx.Total.Packets, nic.Tx.Total.Packets)));
        Assert.Equal((3, 7UL), (view.Flows, view.Top[0].Counts.Packets));
        _host.ExpectNoMsg(Silence);
    }

    [Fact]
    public void FlowAggregator_should_fold_each_window_once_and_give_its_memory_back()
    {
        var windows = Enumerable.Range(1, 3).Select(second => ScriptedFlows.Window("eth0", second, port: 1, rx: 7)).ToList();
        windows.ForEach(Tell);

        Assert.Equal(21UL, Assert.Single(Dump(FlowFilter.All).Rows).Counts.Packets);
        Assert.All(windows, window => Assert.True(window.Flows.IsEmpty));
    }

    [Fact]
    public void FlowAggregator_should_show_how_flows_age_until_none_is_left()
    {
        Tell(ScriptedFlows.Window("eth0", closedAt: 0, port: 1, rx: 7));
        Assert.Equal((1, 1), Figures(AwaitView()));

        Pass(Interval);
        Assert.Equal((1, 1), Figures(NextView()));
        Pass(Interval + Interval);
        Assert.Equal((1, 0), Figures(NextView()));
        Pass(TimeSpan.FromSeconds(60));
        var last = NextView();
        Assert.Equal((0, 0), Figures(last));
        Assert.Empty(last.Nics);

        Pass(TimeSpan.FromHours(1));
        _host.ExpectNoMsg(Silence);
    }

    [Fact]
    public void FlowAggregator_should_count_a_late_window_like_any_other()
    {
        Pass(TimeSpan.FromSeconds(100));
        Tell(ScriptedFlows.Window("eth0", closedAt: 99, port: 1, rx: 7));
        _ = AwaitView();
        Tell(ScriptedFlows.Window("eth0", closedAt: 70, port: 2, rx: 5));

        var view = AwaitView();

        Assert.Equal((2, 12UL), (view.Flows, Assert.Single(view.Nics).Rx.Total.Packets));
    }

    [Fact]
    public void FlowAggregator_should_answer_with_the_flows_that_match_as_they_are_now()
    {
        Tell(ScriptedFlows.Window("eth0", closedAt: 0, port: 1, rx: 7));
        Tell(ScriptedFlows.Window("eth1", closedAt: 0, port: 2, rx: 5));
        Assert.True(FlowFilter.TryParse("port=2", out var filter, out _));
        _time.Advance(TimeSpan.FromSeconds(20));

        var dump = Dump(filter);

        var row = Assert.Single(dump.Rows);
        Assert.Equal(("eth1", ScriptedFlows.Key(2), 5UL, false), (row.Nic, row.Key, row.Counts.Packets, row.IsOpen));
        Assert.Equal((ScriptedFlows.At(20), filter), (dump.At, dump.Filter));
        Assert.Equal(2, Dump(FlowFilter.All).Rows.Length);
    }

    [Fact]
    public void FlowAggregator_should_let_renamed_nics_take_their_flows_along_also_what_was_read_under_the_old_name()
    {
        Tell(ScriptedFlows.Window("eth0", closedAt: 1, port: 1, rx: 7), index: 1);
        Tell(ScriptedFlows.Window("eth1", closedAt: 1, port: 2, rx: 5), index: 2);
        Rename(("eth0", "eth1", 1), ("eth1", "eth0", 2));
        Tell(ScriptedFlows.Window("eth0", closedAt: 2, port: 1, rx: 70), index: 1);
        Tell(ScriptedFlows.Window("eth0", closedAt: 2, port: 2, rx: 50), index: 2);

        Assert.Equal([("eth0", 55UL), ("eth1", 77UL)], AwaitView().Nics.Select(nic => (nic.Nic, nic.Rx.Total.Packets)));
    }

    [Fact]
    public void FlowAggregator_should_follow_a_name_through_several_changes()
    {
        Rename(("eth0", "lan0", 1));
        Rename(("lan0", "wan0", 1));
        Tell(ScriptedFlows.Window("eth0", closedAt: 1, port: 1, rx: 7), index: 1);
        Tell(ScriptedFlows.Window("lan0", closedAt: 2, port: 1, rx: 5), index: 1);
        Assert.Equal([("wan0", 12UL)], AwaitView().Nics.Select(nic => (nic.Nic, nic.Rx.Total.Packets)));

        // The index went to another device.
        Tell(ScriptedFlows.Window("dmz0", closedAt: 3, port: 1, rx: 3), index: 1);
        Tell(ScriptedFlows.Window("eth0", closedAt: 3, port: 1, rx: 2), index: 1);
        Assert.Equal(["dmz0", "eth0", "wan0"], AwaitView().Nics.Select(nic => nic.Nic));
    }

    [Fact]
    public void FlowAggregator_should_keep_the_ledger_when_it_is_made_anew()
    {
        Tell(ScriptedFlows.Window("eth0", closedAt: 1, port: 1, rx: 7));

        // No message of the protocol makes it fail; one that breaks its word does.
        Tell(null!);

        // Answered by the new incarnation: what the old one told itself stands in the mailbox by then, ahead of all that follows.
        Assert.Equal(1, Restarts());

        // Also the view that was due is made up for.
        Assert.Equal(7UL, Assert.Single(AwaitView().Nics).Rx.Total.Packets);
        Tell(ScriptedFlows.Window("eth0", closedAt: 2, port: 1, rx: 5));
        Assert.Equal(12UL, AwaitView().Top[0].Counts.Packets);
        var probe = CreateTestProbe();
        _flows.Tell(DescribeActors.Instance, probe.Ref);
        var described = Assert.Single(probe.ExpectMsg<ActorsDescribed>(Bound).Actors);
        Assert.Equal(("/user/flows", null, ActorState.Running, 1L), (described.Path, described.InterfaceName, described.State, described.Restarts));
        Assert.NotEmpty(described.LastError);
    }

    [Fact]
    public void FlowAggregator_should_not_hurry_when_telling_is_what_fails()
    {
        Tell(ScriptedFlows.Window("eth0", closedAt: 1, port: 1, rx: 7));
        AwaitHandled();
        _time.IsBroken = true;
        Scheduler.Advance(FlowAggregator.Gathering);
        Assert.Equal(1, Restarts());
        Scheduler.Advance(Interval - TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, Restarts());
        Scheduler.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(2, Restarts());

        _time.IsBroken = false;
        Scheduler.Advance(Interval);
        Assert.Equal(7UL, Assert.Single(NextView().Nics).Rx.Total.Packets);
    }

    private long Restarts()
    {
        var probe = CreateTestProbe();
        _flows.Tell(DescribeActors.Instance, probe.Ref);
        return probe.ExpectMsg<ActorsDescribed>(Bound).Actors.Single().Restarts;
    }

    private static (int Flows, int Open) Figures(FlowView view) => (view.Flows, view.Open);

    private void Tell(FlowWindow window) => Tell(window, 0);

    private void Tell(FlowWindow window, int index) => _flows.Tell(new FlowsRead(window, index));

    private void Rename(params (string From, string To, int Index)[] names) =>
        _flows.Tell(new LinksRenamed([.. names.Select(name => (name.From, ScriptedNic.Describe(name.To, name.Index)))]));

    /// <summary>Time goes by for the clock and for the timers.</summary>
    private void Pass(TimeSpan time)
    {
        AwaitHandled();
        _time.Advance(time);
        Scheduler.Advance(time);
    }

    /// <summary>The one view of all that was told before.</summary>
    private FlowView AwaitView()
    {
        AwaitHandled();
        Scheduler.Advance(FlowAggregator.Gathering);
        return NextView();
    }

    private FlowView NextView() => _host.ExpectMsg<FlowsViewed>(Bound).View;

    private FlowDump Dump(FlowFilter filter)
    {
        var probe = CreateTestProbe();
        _flows.Tell(new DumpFlows(filter), probe.Ref);
        return probe.ExpectMsg<FlowDump>(Bound);
    }

    private void AwaitHandled()
    {
        var probe = CreateTestProbe();
        _flows.Tell(new Identify(1), probe.Ref);
        _ = probe.ExpectMsg<ActorIdentity>(Bound);
    }
}
