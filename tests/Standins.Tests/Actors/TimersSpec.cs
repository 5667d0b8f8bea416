using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;

namespace NetMonitor.Standins.Tests.Actors;

/// <summary>On a clock that only the test moves.</summary>
public sealed class TimersSpec : TestKit
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public TimersSpec()
        : base("akka.scheduler.implementation = \"Akka.TestKit.TestScheduler, Akka.TestKit\"")
    {
    }

    private TestScheduler Clock => (TestScheduler)Sys.Scheduler;

    [Fact]
    public void Periodic_timer_should_wait_one_interval_before_its_first_tick()
    {
        Ready(new StartPeriodic("k", "tick", Second));

        Clock.Advance(Second / 2);
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        Clock.Advance(Second / 2);
        ExpectMsg(("tick", true, true));
        Clock.Advance(Second);
        ExpectMsg(("tick", true, true));
    }

    [Fact]
    public void Single_timer_should_fire_once_and_be_inactive_in_its_own_handler()
    {
        Ready(new StartSingle("k", "once", Second));

        Clock.Advance(Second);
        ExpectMsg(("once", false, true));
        Clock.Advance(Second);
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void Starting_a_key_again_should_replace_the_timer()
    {
        var actor = Ready(new StartSingle("k", "old", Second));
        Tell(actor, new StartSingle("k", "new", Second));

        Clock.Advance(Second);

        ExpectMsg(("new", false, true));
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void Cancelled_timer_should_not_fire()
    {
        var actor = Ready(new StartPeriodic("k", "tick", Second));
        Tell(actor, new Stop("k"));

        Clock.Advance(Second);

        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void Timers_should_end_with_their_instance()
    {
        var actor = Ready(new StartPeriodic("k", "tick", Second));
        actor.Tell(new InvalidOperationException("restart"));
        Tell(actor, new StartSingle("other", "fresh", Second));

        Clock.Advance(Second);

        ExpectMsg(("fresh", false, true));
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void Message_of_a_cancelled_timer_should_be_dropped_even_from_the_mailbox()
    {
        var gate = new ManualResetEventSlim();
        var actor = Ready(new StartSingle("k", "late", Second));
        actor.Tell(new BlockThenCancel(gate, "k"));
        Clock.Advance(Second);
        gate.Set();

        ExpectMsg("cancelled");
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void Message_of_an_earlier_start_should_be_dropped_even_from_the_mailbox()
    {
        var gate = new ManualResetEventSlim();
        var actor = Ready(new StartSingle("k", "early", Second));
        actor.Tell(new BlockThenCancel(gate, "none"));
        actor.Tell(new StartSingle("k", "late", Second));
        Clock.Advance(Second);
        gate.Set();

        ExpectMsg("cancelled");
        ExpectMsg("done");
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        Clock.Advance(Second);
        ExpectMsg(("late", false, true));
    }

    [Fact]
    public void PoisonPill_of_a_timer_should_stop_the_actor()
    {
        var actor = Ready(new StartSingle("k", PoisonPill.Instance, Second));
        Watch(actor);

        Clock.Advance(Second);

        ExpectTerminated(actor);
    }

    [Fact]
    public void Repeating_entry_should_fire_at_most_once_per_move_of_the_test_clock()
    {
        Ready(new StartPeriodic("k", "tick", Second));

        Clock.Advance(5 * Second);
        ExpectMsg(("tick", true, true));
        Clock.Advance(Second / 2);
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        Clock.Advance(Second / 2);
        ExpectMsg(("tick", true, true));
    }

    [Fact]
    public void Test_clock_should_not_go_back()
    {
        var before = Clock.Now;
        Clock.AdvanceTo(before + Second);

        Assert.Equal(before + Second, Clock.Now);
        Assert.Throws<InvalidOperationException>(() => Clock.AdvanceTo(before));
    }

    [Fact]
    public void ReceiveTimeout_should_repeat_until_taken_back()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Impatient(TestActor, Second)));
        actor.Tell(1);
        ExpectMsg("ready");

        AwaitAssert(() =>
        {
            Clock.Advance(Second);
            ExpectMsg("timeout", TimeSpan.FromMilliseconds(100));
        });
        AwaitAssert(() =>
        {
            Clock.Advance(Second);
            ExpectMsg("timeout", TimeSpan.FromMilliseconds(100));
        });
        actor.Tell("off");
        FishForMessage<string>(message => message == "is off");
        Clock.Advance(Second);
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    private IActorRef Ready(object start)
    {
        var actor = Sys.ActorOf(Props.Create(() => new Timed(TestActor)));
        Tell(actor, start);
        return actor;
    }

    /// <summary>And waits until it is done: the clock must not move before.</summary>
    private void Tell(IActorRef actor, object message)
    {
        actor.Tell(message);
        ExpectMsg("done");
    }

    private sealed record StartPeriodic(object Key, object Message, TimeSpan Interval);

    private sealed record StartSingle(object Key, object Message, TimeSpan Delay);

    private sealed record Stop(object Key);

    private sealed record BlockThenCancel(ManualResetEventSlim Gate, object Key);

    private sealed class Timed : ReceiveActor, IWithTimers
    {
        public Timed(IActorRef listener)
        {
            Receive<StartPeriodic>(start =>
            {
                Timers.StartPeriodicTimer(start.Key, start.Message, start.Interval);
                listener.Tell("done");
            });
            Receive<StartSingle>(start =>
            {
                Timers.StartSingleTimer(start.Key, start.Message, start.Delay);
                listener.Tell("done");
            });
            Receive<Stop>(stop =>
            {
                Timers.Cancel(stop.Key);
                listener.Tell("done");
            });
            Receive<BlockThenCancel>(block =>
            {
                block.Gate.Wait(TimeSpan.FromSeconds(10));
                Timers.Cancel(block.Key);
                listener.Tell("cancelled");
            });
            Receive<Exception>(cause => throw cause);
            Receive<string>(text => listener.Tell((text, Timers.IsTimerActive("k"), Sender.Equals(Context.System.DeadLetters))));
        }

        public ITimerScheduler Timers { get; set; } = null!;
    }

    private sealed class Impatient : ReceiveActor
    {
        public Impatient(IActorRef listener, TimeSpan timeout)
        {
            SetReceiveTimeout(timeout);
            Receive<int>(_ => listener.Tell("ready"));
            Receive<ReceiveTimeout>(_ => listener.Tell("timeout"));
            Receive<string>(_ =>
            {
                SetReceiveTimeout(null);
                listener.Tell("is off");
            });
        }
    }
}
