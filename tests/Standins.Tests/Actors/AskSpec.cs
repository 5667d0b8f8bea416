using Akka.Actor;
using Akka.Event;
using Akka.TestKit.Xunit2;

namespace NetMonitor.Standins.Tests.Actors;

public sealed class AskSpec : TestKit
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Ask_should_complete_with_the_first_answer_and_bury_the_second()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));
        var actor = Sys.ActorOf(Props.Create(() => new Answers()));

        Assert.Equal("first", await actor.Ask<string>("twice", Long));

        Assert.Equal("second", FishForMessage<DeadLetter>(_ => true).Message);
    }

    [Fact]
    public async Task Asker_should_have_a_path_of_its_own_under_temp()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Answers()));

        var asker = await actor.Ask<IActorRef>("who", Long);

        Assert.Equal("temp", asker.Path.Parent.Name);
    }

    [Fact]
    public async Task Ask_should_fail_when_time_is_up()
    {
        var error = await Assert.ThrowsAsync<AskTimeoutException>(() => Sys.ActorOf(Props.Create(() => new Answers())).Ask<string>("silence", TimeSpan.FromSeconds(0.2)));

        Assert.Equal("Timeout after 0.20 seconds", error.Message);
    }

    [Fact]
    public async Task Ask_should_fail_with_the_cause_of_a_failure_answered()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Answers()));

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => actor.Ask<string>("failure", Long));

        Assert.Equal("no", error.Message);
    }

    [Fact]
    public async Task Ask_should_fail_on_an_answer_of_another_type()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Answers()));

        var error = await Assert.ThrowsAsync<ArgumentException>(() => actor.Ask<int>("who", Long));

        Assert.Contains("Ask expected message of type [System.Int32]", error.Message);
    }

    [Fact]
    public async Task Failure_should_be_no_answer_even_where_any_answer_will_do()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Answers()));

        await Assert.ThrowsAsync<InvalidOperationException>(() => actor.Ask("failure", Long));
    }

    [Fact]
    public async Task Ask_should_end_with_its_token()
    {
        using var cancellation = new CancellationTokenSource();
        var asking = Sys.ActorOf(Props.Create(() => new Answers())).Ask<string>("silence", Long, cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    [Fact]
    public async Task GracefulStop_should_complete_when_the_actor_is_gone()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Answers()));

        Assert.True(await actor.GracefulStop(Long));
    }

    [Fact]
    public void PipeTo_should_tell_the_result_or_the_failure()
    {
        _ = Task.FromResult(5).PipeTo(TestActor);
        ExpectMsg(5);

        _ = Task.FromException<int>(new InvalidOperationException("no")).PipeTo(TestActor);
        Assert.Equal("no", ExpectMsg<Status.Failure>().Cause.Message);
    }

    private sealed class Answers : ReceiveActor
    {
        public Answers()
        {
            Receive<string>(text => text == "twice", _ =>
            {
                Sender.Tell("first");
                Sender.Tell("second");
            });
            Receive<string>(text => text == "who", _ => Sender.Tell(Sender));
            Receive<string>(text => text == "failure", _ => Sender.Tell(new Status.Failure(new InvalidOperationException("no"))));
            ReceiveAny(_ => { });
        }
    }
}
