using Akka.Actor;
using Akka.Event;
using Akka.TestKit.Xunit2;

namespace NetMonitor.Standins.Tests.Actors;

public sealed class EventStreamSpec : TestKit
{
    [Fact]
    public void Event_should_reach_subscribers_of_its_classes_and_interfaces_once_each()
    {
        Assert.True(Sys.EventStream.Subscribe(TestActor, typeof(IFact)));
        Sys.EventStream.Subscribe(TestActor, typeof(Fact));
        Assert.False(Sys.EventStream.Subscribe(TestActor, typeof(IFact)));

        Sys.EventStream.Publish(new Fact(1));
        Sys.EventStream.Publish(new Other());

        ExpectMsg(new Fact(1));
        ExpectNoMsg(TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public void Unsubscribed_should_hear_nothing_more()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Fact));
        Assert.True(Sys.EventStream.Unsubscribe(TestActor, typeof(Fact)));

        Sys.EventStream.Publish(new Fact(1));

        ExpectNoMsg(TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public void Dead_subscriber_should_be_forgotten()
    {
        var probe = CreateTestProbe();
        Sys.EventStream.Subscribe(probe.Ref, typeof(Fact));
        Watch(probe.Ref);
        Sys.Stop(probe.Ref);
        ExpectTerminated(probe.Ref);

        AwaitCondition(() => !Sys.EventStream.Unsubscribe(probe.Ref, typeof(Fact)), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Message_to_a_missing_actor_should_become_a_dead_letter_whose_sender_is_the_dead_letters()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(AllDeadLetters));
        Sys.ActorSelection("/user/nobody").Tell("hello", ActorRefs.NoSender);
        var letter = FishForMessage<DeadLetter>(dead => Equals(dead.Message, "hello"));

        Assert.Equal("/user/nobody", letter.Recipient.Path.ToStringWithoutAddress());
    }

    [Fact]
    public void Message_to_a_dead_actor_without_sender_should_name_the_dead_letters_as_sender()
    {
        var actor = CreateTestProbe().Ref;
        Watch(actor);
        Sys.Stop(actor);
        ExpectTerminated(actor);
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));

        actor.Tell("hello", ActorRefs.NoSender);

        var letter = ExpectMsg<DeadLetter>();
        Assert.Equal("hello", letter.Message);
        Assert.Equal(Sys.DeadLetters, letter.Sender);
        Assert.Equal(actor, letter.Recipient);
    }

    [Fact]
    public void Suppressed_message_should_be_no_ordinary_dead_letter()
    {
        var actor = CreateTestProbe().Ref;
        Watch(actor);
        Sys.Stop(actor);
        ExpectTerminated(actor);
        Sys.EventStream.Subscribe(TestActor, typeof(AllDeadLetters));

        actor.Tell(new Quiet());

        Assert.IsType<Quiet>(ExpectMsg<SuppressedDeadLetter>().Message);
    }

    [Fact]
    public void Null_should_be_refused_at_the_sender()
    {
        var error = Assert.Throws<ArgumentNullException>(() => TestActor.Tell(null!));

        Assert.StartsWith("The message cannot be null.", error.Message);
    }

    [Fact]
    public void Dead_letter_should_be_logged()
    {
        EventFilter.DeadLetter<string>().ExpectOne(() => Sys.ActorSelection("/user/nobody").Tell("x"));
    }

    [Fact]
    public void Dead_subscriber_to_dead_letters_should_not_be_told_of_its_own()
    {
        var dead = CreateTestProbe().Ref;
        Watch(dead);
        Sys.Stop(dead);
        ExpectTerminated(dead);
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));
        Sys.EventStream.Subscribe(dead, typeof(DeadLetter));

        dead.Tell("hello");

        Assert.Equal("hello", ExpectMsg<DeadLetter>().Message);
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    private interface IFact;

    private sealed record Fact(int Number) : IFact;

    private sealed record Other;

    private sealed record Quiet : IDeadLetterSuppression;
}
