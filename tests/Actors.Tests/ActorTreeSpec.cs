using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using NetMonitor.Actors.Host;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Actors.Tree;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Actors.Tests;

public sealed class ActorTreeSpec : TestKit
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    private static readonly InterfaceSettings Settings = new(
        TimeSpan.FromSeconds(1),
        new RestartSettings(new Backoff(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), 0), DownAfter: 2, TimeSpan.FromSeconds(30)));

    private readonly HostSnapshotBoard _board = new();
    private readonly ScriptedNic[] _nics = [ScriptedNic.Named("veth1", 2), ScriptedNic.Named("$odd", 1)];
    private readonly IActorRef _host;
    private readonly IActorRef _interfaces;

    public ActorTreeSpec()
        : base(Reference.WithTestScheduler)
    {
        _host = Sys.ActorOf(HostAggregator.PropsFor(_board), "host");
        _interfaces = Sys.ActorOf(
            InterfaceSupervisor.PropsFor(
                Settings,
                link => _nics.Single(nic => nic.Link.Name == link.Name).Open(link),
                _host,
                ActorRefs.Nobody,
                static _ => { },
                new ManualTime(),
                static () => 0),
            "interfaces");
    }

    private TestScheduler Scheduler => (TestScheduler)Sys.Scheduler;

    [Fact]
    public void Supervisor_should_describe_itself_and_its_monitors_by_name()
    {
        Track();
        Await(ActorState.Counting, ActorState.Counting);

        Assert.Equal(
            [
                new ActorDescription("/user/interfaces", null, _interfaces, ActorState.Running, 0, "", null),
                new ActorDescription("/user/interfaces/~24odd", "$odd", Child("~24odd"), ActorState.Counting, 0, "", TimeSpan.FromSeconds(1)),
                new ActorDescription("/user/interfaces/veth1", "veth1", Child("veth1"), ActorState.Counting, 0, "", TimeSpan.FromSeconds(1)),
            ],
            Described(_interfaces));
    }

    [Fact]
    public void Supervisor_should_show_what_failed_what_waits_and_what_rests()
    {
        _nics[0].FailAttaching(FailureKind.Attach, "refused", times: 2);
        Track();
        var failing = Await(ActorState.Counting, ActorState.Failing)[2];
        Assert.Equal((null, 0L, "refused"), (failing.Actor, failing.Restarts, failing.LastError));

        Scheduler.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(1, Await(ActorState.Counting, ActorState.Down)[2].Restarts);

        Scheduler.Advance(TimeSpan.FromSeconds(10));
        var recovered = Await(ActorState.Counting, ActorState.Counting)[2];
        Assert.Equal((2L, "refused"), (recovered.Restarts, recovered.LastError));

        var probe = CreateTestProbe();
        _interfaces.Tell(new SetInterval("$odd", TimeSpan.FromSeconds(7)), probe.Ref);
        _interfaces.Tell(new DetachInterface("$odd"), probe.Ref);
        var resting = Await(ActorState.Detached, ActorState.Counting)[1];
        Assert.Equal((null, TimeSpan.FromSeconds(7)), (resting.Actor, resting.Interval));
    }

    [Fact]
    public void Supervisor_should_show_a_monitor_that_attaches_and_one_that_stops()
    {
        using var hold = new ManualResetEventSlim();
        _nics[0].HoldAttaching(hold);
        Track();
        _ = Await(ActorState.Counting, ActorState.Attaching);

        _interfaces.Tell(new DetachInterface("veth1"));
        _ = Await(ActorState.Counting, ActorState.Stopping);
        hold.Set();
        _ = Await(ActorState.Counting, ActorState.Detached);
    }

    [Fact]
    public void Supervisor_and_host_should_remember_how_often_they_were_made_anew_and_why()
    {
        Assert.Equal([new ActorDescription("/user/host", null, _host, ActorState.Running, 0, "", null)], Described(_host));

        // No message of the protocols makes them fail; one that breaks its word does.
        for (var i = 0; i < 2; i++)
        {
            _host.Tell(new InterfaceRead(null!));
            _interfaces.Tell(new RestartInterface(null!));
        }

        foreach (var actor in new[] { _host, _interfaces })
        {
            var description = Described(actor)[0];
            Assert.Equal(2, description.Restarts);
            Assert.NotEmpty(description.LastError);
        }
    }

    [Fact]
    public void MailboxDepth_should_be_the_number_of_waiting_messages()
    {
        using var hold = new ManualResetEventSlim();
        using var busy = new ManualResetEventSlim();
        var actor = Sys.ActorOf(Props.Create(() => new Waiting(busy, hold)));
        Assert.Equal(0, MailboxDepth.Of(actor));

        actor.Tell("first");
        Assert.True(busy.Wait(Bound));
        actor.Tell("second");
        actor.Tell("third");

        Assert.Equal(2, MailboxDepth.Of(actor));
        hold.Set();
        Assert.True(SpinWait.SpinUntil(() => MailboxDepth.Of(actor) == 0, Bound));
    }

    [Fact]
    public void MailboxDepth_should_be_unknown_for_whom_nobody_waits()
    {
        var dead = Sys.ActorOf(Props.Empty);
        _ = Watch(dead);
        Sys.Stop(dead);
        _ = ExpectTerminated(dead, Bound);

        Assert.True(SpinWait.SpinUntil(() => MailboxDepth.Of(dead) is null, Bound));
        Assert.Null(MailboxDepth.Of(ActorRefs.Nobody));
        Assert.Null(MailboxDepth.Of(null));
    }

    private void Track() => _interfaces.Tell(new TrackInterfaces([.. _nics.Select(nic => nic.Link)]));

    private IActorRef Child(string element)
    {
        var probe = CreateTestProbe();
        Sys.ActorSelection($"/user/interfaces/{element}").Tell(new Identify(1), probe.Ref);
        return probe.ExpectMsg<ActorIdentity>(Bound).Subject;
    }

    /// <summary>The states of the two monitors, <c>$odd</c> first.</summary>
    private IReadOnlyList<ActorDescription> Await(ActorState odd, ActorState veth1)
    {
        IReadOnlyList<ActorDescription> actors = [];
        Assert.True(
            SpinWait.SpinUntil(() => (actors = Described(_interfaces)).Skip(1).Select(actor => actor.State).SequenceEqual([odd, veth1]), Bound),
            $"they are {string.Join(", ", actors)}");
        return actors;
    }

    private IReadOnlyList<ActorDescription> Described(IActorRef actor)
    {
        var probe = CreateTestProbe();
        actor.Tell(DescribeActors.Instance, probe.Ref);
        return probe.ExpectMsg<ActorsDescribed>(Bound).Actors;
    }

    private sealed class Waiting : ReceiveActor
    {
        public Waiting(ManualResetEventSlim busy, ManualResetEventSlim hold) => Receive<string>(message =>
        {
            busy.Set();
            _ = hold.Wait(Bound);
        });
    }
}
