using System.Collections.Immutable;
using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using NetMonitor.Actors.Host;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Actors.Tests;

/// <summary>A NIC that is counted in a lesser way, and what becomes of it when a better one is refused no more.</summary>
public sealed class BetterRungSpec : TestKit
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);
    private static readonly ImmutableArray<RefusedRung> Refused = [new(AttachMode.Native, "EBUSY", "XDP program 42 is on it already")];

    private static readonly InterfaceSettings Settings = new(
        TimeSpan.FromSeconds(1),
        new RestartSettings(new Backoff(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), 0), DownAfter: 3, TimeSpan.FromSeconds(30)));

    private readonly HostSnapshotBoard _board = new();
    private readonly ScriptedNic _nic = ScriptedNic.Named("veth0");
    private readonly IActorRef _supervisor;

    public BetterRungSpec()
        : base(Reference.WithTestScheduler)
    {
        var host = Sys.ActorOf(HostAggregator.PropsFor(_board), "host");
        _supervisor = Sys.ActorOf(
            InterfaceSupervisor.PropsFor(Settings, _nic.Open, host, ActorRefs.Nobody, static _ => { }, new ManualTime(), static () => 0), "interfaces");
    }

    private TestScheduler Scheduler => (TestScheduler)Sys.Scheduler;

    private InterfaceState State => _board.Current.Interfaces["veth0"];

    [Fact]
    public void Better_should_be_looked_for_every_longest_wait_and_taken_when_it_is_there()
    {
        var lesser = Lesser();
        Scheduler.Advance(TimeSpan.FromSeconds(10));
        Eventually("asked", () => lesser.TimesAskedForBetter == 1);
        Scheduler.Advance(TimeSpan.FromSeconds(10));
        Eventually("asked again", () => lesser.TimesAskedForBetter == 2);
        Assert.Equal((1, 0L), (_nic.Attempts, State.Restarts));

        _nic.Pass(211, 101);
        _nic.Refused = [];
        Scheduler.Advance(TimeSpan.FromSeconds(10));

        Eventually("attached anew", () => State.Attachment is { Refused.IsEmpty: true } && State.Totals.Rx.Total.Packets == 211);
        Assert.Equal((true, 1, 2), (lesser.IsFinished, lesser.Disposals, _nic.Attempts));
        Assert.Equal((0L, InterfaceCondition.Counting, ""), (State.Restarts, State.Condition, State.Reason));
        var better = _nic.Attached!;
        Scheduler.Advance(TimeSpan.FromMinutes(1));
        Eventually("read on", () => better.Given is not null);
        Assert.Equal(0, better.TimesAskedForBetter);
    }

    [Fact]
    public void Better_should_be_looked_for_when_the_link_changes()
    {
        var lesser = Lesser();
        _nic.Refused = [];

        _supervisor.Tell(new TrackInterfaces([_nic.Link with { Mtu = 9000 }]));

        Eventually("attached anew", () => State.Attachment is { Refused.IsEmpty: true });
        Assert.Equal((1, 9000), (lesser.TimesAskedForBetter, State.Link.Mtu));
    }

    [Fact]
    public void Better_should_be_looked_for_when_it_is_ordered()
    {
        var lesser = Lesser();
        var probe = CreateTestProbe();

        _supervisor.Tell(new AttachInterface("veth0"), probe.Ref);

        Assert.Equal("attached already; what was refused is tried again", probe.ExpectMsg<OrderDone>(Bound).Message);
        Eventually("asked", () => lesser.TimesAskedForBetter == 1);
        Assert.Equal(1, _nic.Attempts);
    }

    private ScriptedReader Lesser()
    {
        _nic.Refused = Refused;
        _supervisor.Tell(new TrackInterfaces([_nic.Link]));
        Eventually("counts", () => _board.Current.Interfaces.TryGetValue("veth0", out var state) && state.Attachment is not null);
        Assert.Equal(Refused, State.Attachment!.Refused);
        return _nic.Attached!;
    }

    private void Eventually(string what, Func<bool> condition) => AwaitCondition(condition, Bound, TimeSpan.FromMilliseconds(5), what);
}
