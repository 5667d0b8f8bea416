using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace NetMonitor.Standins.Tests.Actors;

public sealed class DeathWatchSpec : TestKit
{
    [Fact]
    public void Terminated_should_come_once_from_the_dead_ref()
    {
        var subject = Sys.ActorOf(Props.Create(() => new Silent()));
        var watcher = Sys.ActorOf(Props.Create(() => new Watcher(TestActor)));
        watcher.Tell(new Follow(subject));
        watcher.Tell(new Follow(subject));
        ExpectMsg("following");
        ExpectMsg("following");

        Sys.Stop(subject);

        var (terminated, sender) = ExpectMsg<(Terminated, IActorRef)>();
        Assert.Equal(subject, terminated.ActorRef);
        Assert.Equal(subject, sender);
        Assert.True(terminated.ExistenceConfirmed);
        Assert.False(terminated.AddressTerminated);
        ExpectNoMsg(TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public void Watching_the_dead_should_say_that_its_existence_is_not_confirmed()
    {
        var subject = Sys.ActorOf(Props.Create(() => new Silent()));
        Watch(subject);
        Sys.Stop(subject);
        ExpectTerminated(subject);

        var watcher = Sys.ActorOf(Props.Create(() => new Watcher(TestActor)));
        watcher.Tell(new Follow(subject));
        ExpectMsg("following");

        Assert.False(ExpectMsg<(Terminated Message, IActorRef)>().Message.ExistenceConfirmed);
    }

    [Fact]
    public void WatchWith_should_deliver_the_given_message()
    {
        var subject = Sys.ActorOf(Props.Create(() => new Silent()));
        var watcher = Sys.ActorOf(Props.Create(() => new Watcher(TestActor)));
        watcher.Tell(new FollowWith(subject, "it is gone"));
        ExpectMsg("following");

        Sys.Stop(subject);

        ExpectMsg("it is gone");
    }

    [Fact]
    public void Unwatch_should_end_the_interest()
    {
        var subject = Sys.ActorOf(Props.Create(() => new Silent()));
        var watcher = Sys.ActorOf(Props.Create(() => new Watcher(TestActor)));
        watcher.Tell(new Follow(subject));
        watcher.Tell(new Leave(subject));
        ExpectMsg("following");
        ExpectMsg("left");
        Watch(subject);

        Sys.Stop(subject);

        ExpectTerminated(subject);
        ExpectNoMsg(TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public void Unwatch_should_take_back_what_is_already_queued()
    {
        var subject = Sys.ActorOf(Props.Create(() => new Silent()));
        var gate = new ManualResetEventSlim();
        var watcher = Sys.ActorOf(Props.Create(() => new Watcher(TestActor)));
        watcher.Tell(new Follow(subject));
        ExpectMsg("following");
        watcher.Tell(gate);
        watcher.Tell(new Leave(subject));
        Watch(subject);
        Sys.Stop(subject);
        ExpectTerminated(subject);
        gate.Set();

        ExpectMsg("left");
        ExpectNoMsg(TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public void Watching_itself_should_be_ignored()
    {
        var watcher = Sys.ActorOf(Props.Create(() => new Watcher(TestActor)));
        watcher.Tell(new Follow(watcher));
        ExpectMsg("following");
        Watch(watcher);

        Sys.Stop(watcher);

        ExpectTerminated(watcher);
    }

    [Fact]
    public void Unhandled_Terminated_should_be_the_watchers_end()
    {
        var subject = Sys.ActorOf(Props.Create(() => new Silent()));
        var supervisor = Sys.ActorOf(Props.Create(() => new Supervisor(TestActor)));
        supervisor.Tell(subject);
        var watcher = ExpectMsg<IActorRef>();
        Watch(watcher);

        Sys.Stop(subject);

        Assert.Equal(subject, ExpectMsg<DeathPactException>().DeadActor);
        ExpectTerminated(watcher);
    }

    [Fact]
    public void Watch_should_outlast_a_restart_of_the_watcher()
    {
        var subject = Sys.ActorOf(Props.Create(() => new Silent()));
        var watcher = Sys.ActorOf(Props.Create(() => new Watcher(TestActor)));
        watcher.Tell(new Follow(subject));
        ExpectMsg("following");
        watcher.Tell(new InvalidOperationException("restart"));
        watcher.Tell(new Leave(TestActor));
        ExpectMsg("left");

        Sys.Stop(subject);

        Assert.Equal(subject, ExpectMsg<(Terminated Message, IActorRef)>().Message.ActorRef);
    }

    private sealed record Follow(IActorRef Subject);

    private sealed record FollowWith(IActorRef Subject, object Message);

    private sealed record Leave(IActorRef Subject);

    private sealed class Silent : UntypedActor
    {
        protected override void OnReceive(object message)
        {
        }
    }

    private sealed class Watcher : ReceiveActor
    {
        public Watcher(IActorRef listener)
        {
            Receive<Follow>(follow =>
            {
                Context.Watch(follow.Subject);
                listener.Tell("following");
            });
            Receive<FollowWith>(follow =>
            {
                Context.WatchWith(follow.Subject, follow.Message);
                listener.Tell("following");
            });
            Receive<Leave>(leave =>
            {
                Context.Unwatch(leave.Subject);
                listener.Tell("left");
            });
            Receive<Exception>(cause => throw cause);
            Receive<ManualResetEventSlim>(gate => gate.Wait(TimeSpan.FromSeconds(10)));
            Receive<Terminated>(terminated => listener.Tell((terminated, Sender)));
            Receive<string>(text => listener.Tell(text));
        }
    }

    private sealed class Pact : UntypedActor
    {
        public Pact(IActorRef subject) => Context.Watch(subject);

        protected override void OnReceive(object message) => Unhandled(message);
    }

    private sealed class Supervisor : ReceiveActor
    {
        private readonly IActorRef _listener;

        public Supervisor(IActorRef listener)
        {
            _listener = listener;
            Receive<IActorRef>(subject => listener.Tell(Context.ActorOf(Props.Create(() => new Pact(subject)))));
        }

        protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(cause =>
        {
            _listener.Tell(cause);
            return Akka.Actor.SupervisorStrategy.DefaultDecider.Decide(cause);
        });
    }
}
