using Akka.Actor;
using Akka.Event;
using Akka.TestKit.Xunit2;

namespace NetMonitor.Standins.Tests.Actors;

public sealed class ReceiveActorSpec : TestKit
{
    [Fact]
    public void Handlers_should_be_tried_in_order_until_one_takes_the_message()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Table()));

        actor.Tell("refused");
        ExpectMsg("second");
        actor.Tell("taken");
        ExpectMsg("first");
        actor.Tell(7);
        ExpectMsg("seven");
        actor.Tell(8);
        ExpectMsg("number");
        actor.Tell('c');
        ExpectMsg("any");
    }

    [Fact]
    public void Message_without_handler_should_be_published_as_unhandled()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(UnhandledMessage));
        var actor = Sys.ActorOf(Props.Create(() => new OnlyText()));

        actor.Tell(1);

        var unhandled = ExpectMsg<UnhandledMessage>();
        Assert.Equal(1, unhandled.Message);
        Assert.Equal(TestActor, unhandled.Sender);
        Assert.Equal(actor, unhandled.Recipient);
    }

    [Fact]
    public void Receive_should_be_refused_outside_of_constructor_and_become()
    {
        var actor = Sys.ActorOf(Props.Create(() => new AddsLate()));
        actor.Tell("add");

        ExpectMsg<InvalidOperationException>();
    }

    [Fact]
    public void Receive_should_be_refused_after_a_handler_for_everything()
    {
        var actor = Sys.ActorOf(Props.Create(() => new AddsAfterAny(TestActor)));
        _ = actor;

        Assert.StartsWith("A handler that catches all messages has been added", ExpectMsg<InvalidOperationException>().Message);
    }

    [Fact]
    public void Become_should_replace_the_behaviour_and_a_restart_should_bring_the_first_back()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Moody()));

        actor.Tell("ask");
        ExpectMsg("calm");
        actor.Tell("anger");
        actor.Tell("ask");
        ExpectMsg("angry");
        actor.Tell("fail");
        actor.Tell("ask");
        ExpectMsg("calm");
    }

    [Fact]
    public void BecomeStacked_should_remember_what_was_before()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Moody()));

        actor.Tell("push");
        actor.Tell("ask");
        ExpectMsg("pushed");
        actor.Tell("pop");
        actor.Tell("pop");
        actor.Tell("ask");
        ExpectMsg("calm");
    }

    [Fact]
    public async Task ReceiveAsync_should_hold_back_messages_until_the_task_has_ended()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var actor = Sys.ActorOf(Props.Create(() => new Waits(gate.Task)));

        actor.Tell("wait");
        actor.Tell("next");
        ExpectMsg("waiting");
        await ExpectNoMsgAsync(TimeSpan.FromMilliseconds(100));
        gate.SetResult();

        ExpectMsg(("waited", actor));
        ExpectMsg("next");
    }

    [Fact]
    public void Failing_task_should_be_a_failure_of_the_actor_with_its_message()
    {
        var actor = Sys.ActorOf(Props.Create(() => new FailsLater(TestActor)));

        actor.Tell("fail");

        ExpectMsg(("later", "fail"));
        actor.Tell("ping");
        ExpectMsg("pong");
    }

    private sealed class Table : ReceiveActor
    {
        public Table()
        {
            Receive<string>(text =>
            {
                if (text == "refused")
                {
                    return false;
                }

                Sender.Tell("first");
                return true;
            });
            Receive<string>(_ => Sender.Tell("second"));
            Receive<int>(number => Sender.Tell("seven"), number => number == 7);
            Receive<int>(_ => Sender.Tell("number"));
            ReceiveAny(_ => Sender.Tell("any"));
        }
    }

    private sealed class OnlyText : ReceiveActor
    {
        public OnlyText() => Receive<string>(_ => { });
    }

    private sealed class AddsLate : ReceiveActor
    {
        public AddsLate() => Receive<string>(_ =>
        {
            try
            {
                Receive<int>(_ => { });
            }
            catch (InvalidOperationException e)
            {
                Sender.Tell(e);
            }
        });
    }

    private sealed class AddsAfterAny : ReceiveActor
    {
        public AddsAfterAny(IActorRef listener)
        {
            ReceiveAny(_ => { });
            try
            {
                Receive<int>(_ => { });
            }
            catch (InvalidOperationException e)
            {
                listener.Tell(e);
            }
        }
    }

    private sealed class Moody : ReceiveActor
    {
        public Moody() => Mood("calm");

        private void Mood(string mood)
        {
            Receive<string>(text => text == "ask", _ => Sender.Tell(mood));
            Receive<string>(text => text == "anger", _ => Become(() => Mood("angry")));
            Receive<string>(text => text == "push", _ => BecomeStacked(() => Mood("pushed")));
            Receive<string>(text => text == "pop", _ => UnbecomeStacked());
            Receive<string>(text => text == "fail", text => throw new InvalidOperationException(text));
        }
    }

    private sealed class Waits : ReceiveActor
    {
        public Waits(Task gate)
        {
            ReceiveAsync<string>(
                async _ =>
                {
                    Sender.Tell("waiting");
                    await gate;
                    Sender.Tell(("waited", Self));
                },
                text => text == "wait");
            Receive<string>(text => Sender.Tell(text));
        }
    }

    private sealed class FailsLater : ReceiveActor
    {
        private readonly IActorRef _listener;

        public FailsLater(IActorRef listener)
        {
            _listener = listener;
            ReceiveAsync<string>(
                async text =>
                {
                    await Task.Yield();
                    throw new InvalidOperationException("later");
                },
                text => text == "fail");
            Receive<string>(_ => Sender.Tell("pong"));
        }

        protected override void PreRestart(Exception reason, object message)
        {
            _listener.Tell((reason.Message, (string)message));
            base.PreRestart(reason, message);
        }
    }
}
