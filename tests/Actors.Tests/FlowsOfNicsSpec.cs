using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using NetMonitor.Actors.Flows;
using NetMonitor.Actors.Host;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Actors.Tests;

/// <summary>The way of flows from the NICs' readers to the host's snapshot, with all the actors there are.</summary>
public sealed class FlowsOfNicsSpec : TestKit
{
    private static readonly InterfaceSettings Settings = new(
        TimeSpan.FromSeconds(1),
        new RestartSettings(new Backoff(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(8), 0), DownAfter: 3, TimeSpan.FromSeconds(30)));

    private readonly HostSnapshotBoard _board = new();
    private readonly Dictionary<int, ScriptedNic> _nics = [];
    private readonly IActorRef _flows;
    private readonly IActorRef _supervisor;

    public FlowsOfNicsSpec()
        : base(Reference.WithTestScheduler)
    {
        var host = Sys.ActorOf(HostAggregator.PropsFor(_board), "host");
        var time = new ManualTime();
        var book = new FlowBook(FlowSettings.From(Reference.Config).Ledger, seed: 1);
        _flows = Sys.ActorOf(FlowAggregator.PropsFor(book, host, Settings.Interval, time), "flows");
        _supervisor = Sys.ActorOf(
            InterfaceSupervisor.PropsFor(
                Settings, link => _nics[link.Index].Open(link), host, _flows, static _ => { }, time, static () => 0),
            "interfaces");
    }

    private TestScheduler Scheduler => (TestScheduler)Sys.Scheduler;

    [Fact]
    public void Snapshot_should_have_no_flows_when_no_nic_counts_them()
    {
        Track(("eth0", false));
        Counting("eth0");
        Nic("eth0").Pass(10, 0);
        Step("the reading arrived", () => State("eth0").Totals.Rx.Total.Packets == 10);

        Assert.Null(_board.Current.Flows);
    }

    [Fact]
    public void Snapshot_should_show_the_flows_of_each_nic_once()
    {
        Track(("eth0", true), ("eth1", true));
        Counting("eth0", "eth1");
        for (var round = 0; round < 5; round++)
        {
            Nic("eth0").Pass(10, 1);
            Nic("eth1").Pass(3, 2);
            Scheduler.Advance(Settings.Interval);
        }

        StepToPackets(("eth0", 50, 5), ("eth1", 15, 10));
        Assert.Equal(4, _board.Current.Flows!.Flows);
        Step("sizes of all packets are known", () => _board.Current.Flows!.Recent.Total.PacketSizes is { Count: 80, Sum: 8000 });
    }

    [Fact]
    public void Flows_should_be_counted_once_when_a_monitor_fails_again_and_again()
    {
        Track(("eth0", true));
        Counting("eth0");
        var nic = Nic("eth0");
        for (var failure = 0; failure < 20; failure++)
        {
            nic.Pass(7, 3);
            if (failure % 2 == 0)
            {
                nic.FailReading(FailureKind.Read, "map is closed");
            }
            else
            {
                nic.FailReading(new InvalidOperationException("a bug"));
            }

            var readers = nic.Readers.Count;
            Step("another attachment is counting", () =>
                nic.Readers.Count > readers && State("eth0").Condition == InterfaceCondition.Counting);
        }

        // Its last words had what the failed reading left unread.
        StepToPackets(("eth0", 140, 60));
        Assert.Equal(
            140UL, nic.Readers.SelectMany(reader => reader.Windows).Aggregate(0UL, static (sum, window) => sum + window.Rx.Total.Packets));
        Assert.All(nic.Readers.SelectMany(reader => reader.Windows), window => Assert.True(window.Flows.IsEmpty));
    }

    [Fact]
    public void Flows_of_a_nic_that_is_gone_should_stay_with_its_last_words()
    {
        Track(("eth0", true), ("eth1", true));
        Counting("eth0", "eth1");
        Nic("eth0").Pass(7, 3);
        Track(("eth1", true));

        StepToPackets(("eth0", 7, 3));
        Assert.Equal(["eth1"], _board.Current.Interfaces.Keys);
    }

    [Fact]
    public void Flows_should_go_with_the_nic_to_its_new_name()
    {
        Track(("eth0", true), ("eth1", true));
        Counting("eth0", "eth1");
        Nic("eth0").Pass(7, 3);
        StepToPackets(("eth0", 7, 3));
        _supervisor.Tell(new TrackInterfaces([ScriptedNic.Describe("eth1", 1), ScriptedNic.Describe("eth0", 2)]));
        Step("names are swapped", () => State("eth0").Link.Index == 2);
        _nics[1].Pass(10, 10);

        StepToPackets(("eth1", 17, 13), ("eth0", 0, 0));
    }

    [Fact]
    public void Window_should_be_taken_under_the_name_that_the_nic_has()
    {
        Track(("eth0", true));
        Counting("eth0");
        _supervisor.Tell(new TrackInterfaces([ScriptedNic.Describe("lan0", 1)]));
        Step("a window bears the new name", () => _nics[1].Readers[0].Windows.Any(window => window.Nic == "lan0"));

        Step("the ledger has no other", () => _board.Current.Flows is { } flows && flows.Nics.Select(nic => nic.Nic).SequenceEqual(["lan0"]));
    }

    private ScriptedNic Nic(string name) => _nics.Values.Single(nic => nic.Link.Name == name);

    private InterfaceState State(string name) => _board.Current.Interfaces[name];

    private void Track(params (string Name, bool CountsFlows)[] nics)
    {
        foreach (var (name, countsFlows) in nics)
        {
            var index = name[^1] - '0' + 1;
            _ = _nics.TryAdd(index, new ScriptedNic(ScriptedNic.Describe(name, index)) { CountsFlows = countsFlows });
        }

        _supervisor.Tell(new TrackInterfaces([.. nics.Select(nic => Nic(nic.Name).Link)]));
    }

    private void Counting(params string[] names) => Step("they count", () => names.All(name =>
        _board.Current.Interfaces.TryGetValue(name, out var state) && state.Condition == InterfaceCondition.Counting));

    private void StepToPackets(params (string Nic, ulong Rx, ulong Tx)[] nics) => Step(
        "the ledger has all packets that passed",
        () => _board.Current.Flows is { } flows && nics.All(expected => flows.Nics.Any(nic =>
            nic.Nic == expected.Nic && (nic.Rx.Total.Packets, nic.Tx.Total.Packets) == (expected.Rx, expected.Tx)
            && (Held(nic.RxBalance), Held(nic.TxBalance)) == (expected.Rx, expected.Tx)
            && FlowCoverage.Of(nic.Rx).IsExact && FlowCoverage.Of(nic.Tx).IsExact)));

    private static ulong Held(FlowBalance balance) => balance.Held.Packets;

    private void Step(string what, Func<bool> holds)
    {
        for (var steps = 0; steps < 1000; steps++)
        {
            if (SpinWait.SpinUntil(holds, TimeSpan.FromMilliseconds(10)))
            {
                return;
            }

            Scheduler.Advance(Settings.Interval);
        }

        Assert.Fail($"never came: {what}");
    }
}
