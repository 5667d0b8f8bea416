using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace NetMonitor.Standins.Tests.Actors;

public sealed class LifecycleSpec : TestKit
{
    [Fact]
    public void First_start_should_construct_and_then_run_PreStart()
    {
        _ = Sys.ActorOf(Props.Create(() => new Life(TestActor, "a")));

        ExpectSteps("a ctor", "a PreStart");
    }

    [Fact]
    public void Restart_should_end_the_old_instance_then_the_children_and_then_start_a_new_instance()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Life(TestActor, "p")));
        parent.Tell(new Spawn("c"));
        ExpectSteps("p ctor", "p PreStart", "c ctor", "c PreStart");

        parent.Tell(new Fail("boom"));

        // The child is told to stop before the old instance's PostStop, and stops on a thread of its own: either may be first.
        ExpectSteps("p PreRestart InvalidOperationException Fail");
        Assert.Equal(["c PostStop", "p PostStop"], ReceiveN(2).Cast<string>().Order(StringComparer.Ordinal));
        ExpectSteps("p ctor", "p PostRestart InvalidOperationException", "p PreStart");
    }

    [Fact]
    public void Restart_should_keep_ref_path_and_mailbox_but_not_state()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Counter()), "counter");
        var before = actor.Path.Uid;
        actor.Tell("add");
        actor.Tell("fail");
        actor.Tell("get");

        // The message that failed is not handled again; the next one is, by an instance that counts from zero.
        ExpectMsg(0);
        Assert.Equal(before, ((IActorRef)actor).Path.Uid);
    }

    [Fact]
    public void Restart_should_restart_children_that_PreRestart_spared()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Sparing(TestActor)));
        ExpectSteps("c ctor", "c PreStart");

        parent.Tell(new Fail("boom"));

        ExpectSteps("c PreRestart InvalidOperationException null", "c PostStop", "c ctor", "c PostRestart InvalidOperationException", "c PreStart");
    }

    [Fact]
    public void Failing_constructor_should_reach_the_supervisor_as_an_initialization_failure_and_stop_the_actor()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Deciding(TestActor, Directive.Stop)));
        parent.Tell(Props.Create(() => new FailsInConstructor()));

        var cause = ExpectMsg<ActorInitializationException>();

        Assert.Equal("Exception during creation", cause.Message);
        Assert.Equal("no birth", cause.GetBaseException().Message);
        ExpectMsg("gone");
    }

    [Fact]
    public void Failing_PreStart_should_not_run_PostStop()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Deciding(TestActor, Directive.Stop)));
        parent.Tell(Props.Create(() => new FailsInPreStart(TestActor)));

        Assert.Equal("no start", ExpectMsg<ActorInitializationException>().GetBaseException().Message);
        ExpectMsg("gone");
    }

    [Fact]
    public void Failing_restart_should_reach_the_supervisor_as_a_post_restart_failure()
    {
        var parent = Sys.ActorOf(Props.Create(() => new DecidingByType(TestActor)));
        parent.Tell(Props.Create(() => new FailsInPostRestart()));
        ExpectMsg<IActorRef>().Tell("fail");

        ExpectMsg<InvalidOperationException>();
        var cause = ExpectMsg<PostRestartException>();

        Assert.Equal("no second life", cause.GetBaseException().Message);
        Assert.Equal("fail", cause.OriginalCause.Message);
    }

    [Fact]
    public void Failing_PreRestart_should_not_prevent_the_restart()
    {
        var actor = Sys.ActorOf(Props.Create(() => new FailsInPreRestart()));
        actor.Tell("fail");
        actor.Tell("ping");

        ExpectMsg("pong");
    }

    [Fact]
    public void Stop_should_run_PostStop_of_children_before_that_of_their_parent()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Life(TestActor, "p")));
        parent.Tell(new Spawn("c"));
        ExpectSteps("p ctor", "p PreStart", "c ctor", "c PreStart");
        Watch(parent);

        Sys.Stop(parent);

        ExpectSteps("c PostStop", "p PostStop");
        ExpectTerminated(parent);
    }

    [Fact]
    public void Stop_should_finish_the_current_message_and_drop_the_queued_ones_to_the_dead_letters()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Akka.Event.DeadLetter));
        var actor = Sys.ActorOf(Props.Create(() => new StopsItself()));

        actor.Tell("work");
        actor.Tell("late");

        FishForMessage<string>(message => message == "worked");
        var letter = FishForMessage<Akka.Event.DeadLetter>(dead => Equals(dead.Message, "late"));
        Assert.Equal(actor, letter.Recipient);
        Assert.Equal(TestActor, letter.Sender);
    }

    [Fact]
    public void PoisonPill_should_let_earlier_messages_be_handled_and_later_ones_become_dead_letters()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Akka.Event.DeadLetter));
        var actor = Sys.ActorOf(Props.Create(() => new Echo()));
        Watch(actor);

        actor.Tell("before");
        actor.Tell(PoisonPill.Instance);
        actor.Tell("after");

        ExpectMsg("before");
        FishForMessage<Akka.Event.DeadLetter>(dead => Equals(dead.Message, "after"));
    }

    [Fact]
    public void Kill_should_fail_the_actor_so_that_the_supervisor_decides()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Deciding(TestActor, Directive.Restart)));
        parent.Tell(Props.Create(() => new Echo()));
        var child = ExpectMsg<IActorRef>();

        child.Tell(Kill.Instance);

        ExpectMsg<ActorKilledException>();
        child.Tell("alive");
        ExpectMsg("alive");
    }

    [Fact]
    public void Name_should_be_free_again_once_the_parent_has_heard_of_the_end()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Reuses()));

        parent.Tell("go");

        var (first, second) = ExpectMsg<(IActorRef, IActorRef)>();
        Assert.Equal(first.Path, second.Path);
        Assert.NotEqual(first.Path.Uid, second.Path.Uid);
        Assert.NotEqual(first, second);
    }

    private void ExpectSteps(params string[] steps)
    {
        Assert.Equal(steps, ReceiveN(steps.Length).Cast<string>());
    }

    private sealed record Spawn(string Name);

    private sealed record Fail(string Text);

    private sealed class Life : ReceiveActor
    {
        private readonly IActorRef _listener;
        private readonly string _name;

        public Life(IActorRef listener, string name)
        {
            _listener = listener;
            _name = name;
            Step("ctor");
            Receive<Spawn>(spawn => Context.ActorOf(Props.Create(() => new Life(listener, spawn.Name)), spawn.Name));
            Receive<Fail>(fail => throw new InvalidOperationException(fail.Text));
        }

        protected override void PreStart() => Step("PreStart");

        protected override void PostStop() => Step("PostStop");

        protected override void PreRestart(Exception reason, object message)
        {
            Step($"PreRestart {reason.GetType().Name} {message?.GetType().Name ?? "null"}");
            base.PreRestart(reason, message!);
        }

        protected override void PostRestart(Exception reason)
        {
            Step($"PostRestart {reason.GetType().Name}");
            base.PostRestart(reason);
        }

        private void Step(string step) => _listener.Tell($"{_name} {step}", ActorRefs.NoSender);
    }

    private sealed class Sparing : ReceiveActor
    {
        private readonly IActorRef _listener;

        public Sparing(IActorRef listener)
        {
            _listener = listener;
            Receive<Fail>(fail => throw new InvalidOperationException(fail.Text));
        }

        protected override void PreStart() => Context.ActorOf(Props.Create(() => new Life(_listener, "c")), "c");

        protected override void PreRestart(Exception reason, object message)
        {
        }

        protected override void PostRestart(Exception reason)
        {
        }
    }

    private sealed class Counter : ReceiveActor
    {
        private int _count;

        public Counter()
        {
            Receive<string>(text => text == "add", _ => _count++);
            Receive<string>(text => text == "fail", _ => throw new InvalidOperationException("fail"));
            Receive<string>(text => text == "get", _ => Sender.Tell(_count));
        }
    }

    private sealed class Echo : ReceiveActor
    {
        public Echo() => ReceiveAny(message => Sender.Tell(message));
    }

    private sealed class StopsItself : ReceiveActor
    {
        public StopsItself() => Receive<string>(_ =>
        {
            Context.Stop(Self);
            Sender.Tell("worked");
        });
    }

    private sealed class FailsInConstructor : ReceiveActor
    {
        public FailsInConstructor() => throw new InvalidOperationException("no birth");
    }

    private sealed class FailsInPreStart(IActorRef listener) : ReceiveActor
    {
        protected override void PreStart() => throw new InvalidOperationException("no start");

        protected override void PostStop() => listener.Tell("PostStop");
    }

    private sealed class FailsInPostRestart : ReceiveActor
    {
        public FailsInPostRestart() => Receive<string>(text => throw new InvalidOperationException(text));

        protected override void PostRestart(Exception reason) => throw new InvalidOperationException("no second life");
    }

    private sealed class FailsInPreRestart : ReceiveActor
    {
        public FailsInPreRestart()
        {
            Receive<string>(text => text == "ping", _ => Sender.Tell("pong"));
            Receive<string>(text => throw new InvalidOperationException(text));
        }

        protected override void PreRestart(Exception reason, object message) => throw new InvalidOperationException("no good end");
    }

    private sealed class Deciding : ReceiveActor
    {
        private readonly IActorRef _listener;
        private readonly Directive _directive;

        public Deciding(IActorRef listener, Directive directive)
        {
            _listener = listener;
            _directive = directive;
            Receive<Props>(props => Sender.Tell(Context.Watch(Context.ActorOf(props)), Self), props => props.Type == typeof(Echo));
            Receive<Props>(props => Context.Watch(Context.ActorOf(props)));
            Receive<Terminated>(_ => listener.Tell("gone"));
        }

        protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(cause =>
        {
            _listener.Tell(cause);
            return _directive;
        });
    }

    private sealed class DecidingByType : ReceiveActor
    {
        private readonly IActorRef _listener;

        public DecidingByType(IActorRef listener)
        {
            _listener = listener;
            Receive<Props>(props => Sender.Tell(Context.ActorOf(props)));
        }

        protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(cause =>
        {
            _listener.Tell(cause);
            return cause is PostRestartException ? Directive.Stop : Directive.Restart;
        });
    }

    private sealed class Reuses : ReceiveActor
    {
        public Reuses()
        {
            IActorRef? first = null;
            IActorRef? asker = null;
            Receive<string>(_ =>
            {
                asker = Sender;
                first = Context.Watch(Context.ActorOf(Props.Create(() => new Echo()), "name"));
                Context.Stop(first);
            });
            Receive<Terminated>(_ => asker.Tell((first, Context.ActorOf(Props.Create(() => new Echo()), "name"))));
        }
    }
}
