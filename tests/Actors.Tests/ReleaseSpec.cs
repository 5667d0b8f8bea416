using Akka.Actor;
using Akka.TestKit.Xunit2;
using NetMonitor.Actors.Host;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Actors.Tree;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Actors.Tests;

/// <summary>A monitor that fails leaves its NIC to the next one. Where none is to come, what was left has to be taken off.</summary>
public sealed class ReleaseSpec : TestKit
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    private static readonly InterfaceSettings Settings = new(
        TimeSpan.FromSeconds(1),
        new RestartSettings(new Backoff(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), 0), DownAfter: 3, TimeSpan.FromSeconds(30)));

    private readonly HostSnapshotBoard _board = new();
    private readonly ScriptedNic _nic = ScriptedNic.Named("veth0");
    private readonly List<LinkDescription> _released = [];
    private readonly IActorRef _supervisor;
    private bool _refuses;

    public ReleaseSpec()
        : base(Reference.WithTestScheduler)
    {
        var host = Sys.ActorOf(HostAggregator.PropsFor(_board), "host");
        _supervisor = Sys.ActorOf(
            InterfaceSupervisor.PropsFor(
                Settings, _nic.Open, host, ActorRefs.Nobody, static _ => { }, new ManualTime(), static () => 0, new ActorBoard(), Release),
            "interfaces");
        _nic.FailAttaching(FailureKind.Attach, "scripted");
        _supervisor.Tell(new TrackInterfaces([_nic.Link]));
        AwaitCondition(() => _board.Current.Interfaces.TryGetValue("veth0", out var state) && state.Condition == InterfaceCondition.Failing, Bound);
        Assert.Empty(_released);
    }

    [Fact]
    public void Nic_should_be_released_when_it_is_detached_while_it_waits_for_its_next_attempt()
    {
        Detach();
        Assert.Equal([_nic.Link], _released);
    }

    [Fact]
    public void Nic_should_be_released_when_it_is_left_out_while_it_waits_for_its_next_attempt()
    {
        _supervisor.Tell(new TrackInterfaces([]));

        AwaitCondition(() => _board.Current.Interfaces.IsEmpty, Bound);
        Assert.Equal([_nic.Link], _released);
    }

    [Fact]
    public void Nic_should_be_detached_all_the_same_when_releasing_it_is_refused()
    {
        _refuses = true;

        Detach();

        AwaitCondition(() => _board.Current.Interfaces["veth0"].Condition == InterfaceCondition.Detached, Bound);
    }

    private void Detach()
    {
        var probe = CreateTestProbe();
        _supervisor.Tell(new DetachInterface("veth0"), probe.Ref);
        _ = probe.ExpectMsg<OrderDone>(Bound);
    }

    private void Release(LinkDescription link)
    {
        if (_refuses)
        {
            throw new InterfaceFailure(link.Name, FailureKind.Privilege, "scripted");
        }

        _released.Add(link);
    }
}
