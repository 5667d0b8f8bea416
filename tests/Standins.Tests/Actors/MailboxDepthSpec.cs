using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace NetMonitor.Standins.Tests.Actors;

public sealed class MailboxDepthSpec : TestKit
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    [Fact]
    public void Cell_should_tell_how_many_messages_wait_without_the_one_that_is_handled()
    {
        using var busy = new SemaphoreSlim(0);
        using var go = new SemaphoreSlim(0);
        var actor = Sys.ActorOf(Props.Create(() => new Slow(busy, go)), "slow");
        var cell = Assert.IsAssignableFrom<ActorRefWithCell>(actor).Underlying;
        Assert.Equal((0, false), (cell.NumberOfMessages, cell.HasMessages));

        for (var message = 0; message < 4; message++)
        {
            actor.Tell(message);
        }

        Assert.True(busy.Wait(Bound));
        Assert.Equal((3, true), (cell.NumberOfMessages, cell.HasMessages));
        go.Release();
        Assert.True(busy.Wait(Bound));
        Assert.Equal(2, cell.NumberOfMessages);
        go.Release(3);
    }

    [Fact]
    public void Child_should_have_a_cell_too()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Parent(TestActor)));
        parent.Tell("who");

        var child = Assert.IsAssignableFrom<ActorRefWithCell>(ExpectMsg<IActorRef>());

        Assert.False(child.IsTerminated);
        Assert.Equal(0, child.Underlying.NumberOfMessages);
    }

    [Fact]
    public void Reference_should_know_that_its_actor_is_dead()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Parent(TestActor)));
        Watch(actor);
        Sys.Stop(actor);
        ExpectTerminated(actor);

        Assert.True(SpinWait.SpinUntil(() => ((ActorRefWithCell)actor).IsTerminated, Bound));
    }

    private sealed class Slow : ReceiveActor
    {
        public Slow(SemaphoreSlim busy, SemaphoreSlim go) => Receive<int>(number =>
        {
            busy.Release();
            go.Wait(Bound);
        });
    }

    private sealed class Parent : ReceiveActor
    {
        public Parent(IActorRef probe)
        {
            var child = Context.ActorOf(Props.Empty, "child");
            Receive<string>(text => probe.Tell(child));
        }
    }
}
