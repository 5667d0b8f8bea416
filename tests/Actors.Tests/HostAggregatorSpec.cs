using System.Collections.Immutable;
using Akka.Actor;
using Akka.TestKit.Xunit2;
using NetMonitor.Actors.Host;
using NetMonitor.Core.Host;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Actors.Tests;

public sealed class HostAggregatorSpec : TestKit
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);
    private static readonly LinkDescription Link = ScriptedNic.Describe("veth0");

    private readonly HostSnapshotBoard _board = new();
    private readonly IActorRef _host;

    public HostAggregatorSpec()
        : base(Reference.Config) => _host = Sys.ActorOf(HostAggregator.PropsFor(_board), "host");

    [Fact]
    public void HostAggregator_should_show_nothing_before_it_hears_of_a_nic() => Assert.Same(HostSnapshot.Empty, _board.Current);

    [Fact]
    public void HostAggregator_should_publish_each_change_of_a_nic()
    {
        _host.Tell(new InterfaceDetached(Link, InterfaceCondition.Attaching, "", 0));
        Assert.Equal(InterfaceCondition.Attaching, Await(s => s.ContainsKey("veth0"))["veth0"].Condition);

        _host.Tell(new InterfaceRead(Summary(generation: 1, second: 1, rx: 10)));
        Assert.Equal(10UL, Await(s => s["veth0"].Condition == InterfaceCondition.Counting)["veth0"].Totals.Rx.Total.Packets);

        _host.Tell(new InterfaceFinished(Summary(generation: 1, second: 2, rx: 12)));
        _host.Tell(new InterfaceDetached(Link, InterfaceCondition.Failing, "lost", 3));
        var failing = Await(s => s["veth0"].Condition == InterfaceCondition.Failing)["veth0"];
        Assert.Equal(("lost", 3L, 12UL), (failing.Reason, failing.Restarts, failing.Totals.Rx.Total.Packets));

        _host.Tell(new LinkChanged(Link with { Mtu = 9000 }));
        _ = Await(s => s["veth0"].Link.Mtu == 9000);

        _host.Tell(new InterfaceGone("veth0"));
        _ = Await(s => s.IsEmpty);
    }

    [Fact]
    public void HostAggregator_should_keep_the_hosts_total_when_a_nic_is_gone()
    {
        _host.Tell(new InterfaceDetached(Link, InterfaceCondition.Attaching, "", 0));
        _host.Tell(new InterfaceRead(Summary(generation: 1, second: 1, rx: 10)));
        _host.Tell(new InterfaceFinished(Summary(generation: 1, second: 2, rx: 12)));
        _host.Tell(new InterfaceGone("veth0"));

        _ = Await(s => s.IsEmpty && _board.Current.Sequence > 3);
        Assert.Equal(12UL, _board.Current.Total.Rx.Total.Packets);
    }

    [Fact]
    public void HostAggregator_should_know_who_lies_on_whom_from_all_links()
    {
        var (lower, upper) = (Link with { Index = 70, Name = "bond0" }, Link with { LowerIndex = 70 });
        _host.Tell(new LinksListed([lower, upper]));
        _host.Tell(new InterfaceDetached(upper, InterfaceCondition.Attaching, "", 0));

        _ = Await(s => s.ContainsKey("veth0"));
        Assert.Equal(["bond0"], _board.Current.Stack.Below(upper.Index).Select(link => link.Name));
    }

    [Fact]
    public void HostAggregator_should_ignore_what_is_heard_of_a_nic_that_is_gone()
    {
        _host.Tell(new InterfaceDetached(Link, InterfaceCondition.Attaching, "", 0));
        _host.Tell(new InterfaceGone("veth0"));
        _host.Tell(new InterfaceRead(Summary(generation: 1, second: 1, rx: 10)));
        _host.Tell(new InterfaceDetached(Link with { Name = "veth1" }, InterfaceCondition.Attaching, "", 0));

        Assert.Equal(["veth1"], Await(s => s.ContainsKey("veth1")).Keys);
    }

    [Fact]
    public void HostAggregator_should_lose_no_total_when_it_is_made_anew()
    {
        _host.Tell(new InterfaceDetached(Link, InterfaceCondition.Attaching, "", 0));
        _host.Tell(new InterfaceRead(Summary(generation: 1, second: 1, rx: 10)));
        _ = Await(s => s.ContainsKey("veth0") && s["veth0"].Totals.Rx.Total.Packets == 10);
        var before = _board.Current.Sequence;

        // No message of the protocol makes it fail; one that breaks its word does.
        _host.Tell(new InterfaceRead(null!));
        _host.Tell(new InterfaceRead(Summary(generation: 2, second: 2, rx: 5)));

        Assert.Equal(15UL, Await(s => s["veth0"].Attachment?.Generation == new Generation(2))["veth0"].Totals.Rx.Total.Packets);
        Assert.True(_board.Current.Sequence > before);
    }

    private ImmutableSortedDictionary<string, InterfaceState> Await(Func<ImmutableSortedDictionary<string, InterfaceState>, bool> holds)
    {
        Assert.True(SpinWait.SpinUntil(() => holds(_board.Current.Interfaces), Bound), "the snapshot never came to show it");
        return _board.Current.Interfaces;
    }

    private static InterfaceSummary Summary(long generation, long second, ulong rx) => new(
        Link,
        new Attachment(new Generation(generation), AttachMode.Tcx, "veth"),
        new InterfaceReading(
            new MonotonicTime(second * 1_000_000_000), new Generation(generation), ScriptedNic.Counters(rx, 0), default, default),
        null,
        TimeSpan.Zero);
}
