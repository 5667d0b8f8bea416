using Akka.Actor;
using Akka.Event;
using Akka.TestKit.Xunit2;

namespace NetMonitor.Standins.Tests.Actors;

public sealed class SupervisionSpec : TestKit
{
    [Fact]
    public void Resume_should_keep_the_instance_and_go_on_with_the_next_message()
    {
        var child = Child(new OneForOneStrategy(_ => Directive.Resume));
        child.Tell("add");
        child.Tell("fail");
        child.Tell("get");

        ExpectMsg(1);
    }

    [Fact]
    public void Restart_should_be_the_default()
    {
        var child = Child(SupervisorStrategy.DefaultStrategy);
        child.Tell("add");
        child.Tell("fail");
        child.Tell("get");

        ExpectMsg(0);
    }

    [Fact]
    public void Escalate_should_fail_the_supervisor_with_the_same_cause()
    {
        var top = Sys.ActorOf(Props.Create(() => new Reporting(TestActor)));
        top.Tell(Props.Create(() => new Parent(new OneForOneStrategy(_ => Directive.Escalate))));
        var middle = ExpectMsg<IActorRef>();
        middle.Tell(Props.Create(() => new Counting()));
        ExpectMsg<IActorRef>().Tell("fail");

        Assert.Equal("fail", ExpectMsg<InvalidOperationException>().Message);
    }

    [Fact]
    public void Default_decider_should_stop_what_cannot_be_helped_and_restart_the_rest()
    {
        var decider = SupervisorStrategy.DefaultDecider;

        Assert.Equal(Directive.Stop, decider.Decide(new ActorInitializationException("x")));
        Assert.Equal(Directive.Stop, decider.Decide(new ActorKilledException("x")));
        Assert.Equal(Directive.Stop, decider.Decide(new DeathPactException(TestActor)));
        Assert.Equal(Directive.Restart, decider.Decide(new InvalidOperationException("x")));
    }

    [Fact]
    public void Default_strategy_should_have_no_limit()
    {
        var strategy = Assert.IsType<OneForOneStrategy>(SupervisorStrategy.DefaultStrategy);

        Assert.Equal(-1, strategy.MaxNumberOfRetries);
        Assert.Equal(-1, strategy.WithinTimeRangeMilliseconds);
        Assert.Equal(-1, new OneForOneStrategy((int?)null, null, _ => Directive.Stop).WithinTimeRangeMilliseconds);
    }

    [Fact]
    public void Limit_without_window_should_allow_exactly_so_many_restarts()
    {
        var child = Child(new OneForOneStrategy(3, -1, _ => Directive.Restart));
        Watch(child);

        for (var i = 0; i < 3; i++)
        {
            child.Tell("fail");
            child.Tell("get");
            ExpectMsg(0);
        }

        child.Tell("fail");
        ExpectTerminated(child);
    }

    [Fact]
    public void Limit_of_zero_should_stop_at_the_first_failure()
    {
        var child = Child(new OneForOneStrategy(0, -1, _ => Directive.Restart));
        Watch(child);

        child.Tell("fail");

        ExpectTerminated(child);
    }

    [Fact]
    public void Limit_with_window_should_stop_at_one_failure_too_many_inside_it()
    {
        var child = Child(new OneForOneStrategy(2, 60_000, _ => Directive.Restart));
        Watch(child);

        child.Tell("fail");
        child.Tell("fail");
        child.Tell("get");
        ExpectMsg(0);
        child.Tell("fail");

        ExpectTerminated(child);
    }

    [Fact]
    public void Window_without_limit_should_allow_one_restart_in_it()
    {
        var child = Child(new OneForOneStrategy(-1, 60_000, _ => Directive.Restart));
        Watch(child);

        child.Tell("fail");
        child.Tell("get");
        ExpectMsg(0);
        child.Tell("fail");

        ExpectTerminated(child);
    }

    [Fact]
    public async Task First_failure_after_the_window_should_open_a_new_one()
    {
        var child = Child(new OneForOneStrategy(1, 100, _ => Directive.Restart));
        for (var i = 0; i < 3; i++)
        {
            child.Tell("fail");
            child.Tell("get");
            ExpectMsg(0);
            await Task.Delay(200);
        }
    }

    [Fact]
    public void AllForOne_should_restart_the_siblings_too()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Parent(new AllForOneStrategy(_ => Directive.Restart))));
        parent.Tell(Props.Create(() => new Counting()));
        parent.Tell(Props.Create(() => new Counting()));
        var (one, other) = (ExpectMsg<IActorRef>(), ExpectMsg<IActorRef>());
        other.Tell("add");
        other.Tell("get");
        ExpectMsg(1);

        one.Tell("fail");

        AwaitAssert(() =>
        {
            other.Tell("get");
            ExpectMsg(0);
        });
    }

    [Fact]
    public void Strategy_of_the_props_should_win_over_the_actors_own()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Parent(SupervisorStrategy.DefaultStrategy)).WithSupervisorStrategy(new OneForOneStrategy(_ => Directive.Resume)));
        parent.Tell(Props.Create(() => new Counting()));
        var child = ExpectMsg<IActorRef>();
        child.Tell("add");
        child.Tell("fail");
        child.Tell("get");

        ExpectMsg(1);
    }

    [Fact]
    public void Restart_should_be_logged_as_an_error_and_resume_as_a_warning()
    {
        var restarted = Child(SupervisorStrategy.DefaultStrategy);
        EventFilter.Exception<InvalidOperationException>("fail").ExpectOne(() => restarted.Tell("fail"));

        var resumed = Child(new OneForOneStrategy(_ => Directive.Resume));
        EventFilter.Warning(contains: "fail").ExpectOne(() => resumed.Tell("fail"));
    }

    [Fact]
    public void Messages_should_wait_between_failure_and_verdict()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var child = Child(new OneForOneStrategy(_ =>
        {
            gate.Task.GetAwaiter().GetResult();
            return Directive.Resume;
        }));
        child.Tell("fail");
        child.Tell("get");

        ExpectNoMsg(TimeSpan.FromMilliseconds(100));
        gate.SetResult();
        ExpectMsg(0);
    }

    [Fact]
    public void Log_of_a_failure_should_name_the_child()
    {
        var child = Child(SupervisorStrategy.DefaultStrategy);
        Sys.EventStream.Subscribe(TestActor, typeof(Error));

        child.Tell("fail");

        var logged = ExpectMsg<Error>();
        Assert.Equal(child.Path.ToString(), logged.LogSource);
        Assert.Equal("fail", logged.Cause.Message);
    }

    private IActorRef Child(SupervisorStrategy strategy)
    {
        var parent = Sys.ActorOf(Props.Create(() => new Parent(strategy)));
        parent.Tell(Props.Create(() => new Counting()));
        return ExpectMsg<IActorRef>();
    }

    private sealed class Parent : ReceiveActor
    {
        private readonly SupervisorStrategy _strategy;

        public Parent(SupervisorStrategy strategy)
        {
            _strategy = strategy;
            Receive<Props>(props => Sender.Tell(Context.ActorOf(props)));
        }

        protected override SupervisorStrategy SupervisorStrategy() => _strategy;
    }

    private sealed class Reporting : ReceiveActor
    {
        private readonly IActorRef _listener;

        public Reporting(IActorRef listener)
        {
            _listener = listener;
            Receive<Props>(props => Sender.Tell(Context.ActorOf(props)));
        }

        protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(cause =>
        {
            _listener.Tell(cause);
            return Directive.Stop;
        });
    }

    private sealed class Counting : ReceiveActor
    {
        private int _count;

        public Counting()
        {
            Receive<string>(text => text == "add", _ => _count++);
            Receive<string>(text => text == "get", _ => Sender.Tell(_count));
            Receive<string>(text => throw new InvalidOperationException(text));
        }
    }
}
