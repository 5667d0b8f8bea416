using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit.Xunit2;

namespace NetMonitor.Standins.Tests.Actors;

public sealed class DispatcherSpec : TestKit
{
    public DispatcherSpec()
        : base("""
            readers {
              type = ForkJoinDispatcher
              throughput = 1
              dedicated-thread-pool { thread-count = 2, threadtype = background }
            }
            pinned { type = PinnedDispatcher }
            akka.actor.deployment { "/deployed" { dispatcher = readers } }
            """)
    {
    }

    [Fact]
    public void Actors_should_run_on_the_dispatcher_of_their_props()
    {
        Assert.Equal("readers", IdOf(Sys.ActorOf(Props.Create(() => new Threads()).WithDispatcher("readers"))));
        Assert.Equal("pinned", IdOf(Sys.ActorOf(Props.Create(() => new Threads()).WithDispatcher("pinned"))));
        Assert.Equal("akka.actor.default-dispatcher", IdOf(Sys.ActorOf(Props.Create(() => new Threads()))));
    }

    [Fact]
    public void Deployment_should_win_over_the_props() => Assert.Equal("readers", IdOf(Sys.ActorOf(Props.Create(() => new Threads()), "deployed")));

    [Fact]
    public void Unknown_dispatcher_should_be_refused() =>
        Assert.ThrowsAny<ConfigurationException>(() => Sys.ActorOf(Props.Create(() => new Threads()).WithDispatcher("no-such")));

    [Fact]
    public void Blocking_on_a_dispatcher_of_its_own_should_not_use_more_than_its_threads()
    {
        var gate = new ManualResetEventSlim();
        for (var i = 0; i < 3; i++)
        {
            Sys.ActorOf(Props.Create(() => new Threads()).WithDispatcher("readers")).Tell(gate);
        }

        ExpectMsg("blocking");
        ExpectMsg("blocking");
        ExpectNoMsg(TimeSpan.FromMilliseconds(100));
        gate.Set();
        ExpectMsg("blocking");
    }

    [Fact]
    public void Mailbox_depth_should_be_visible_through_the_cell()
    {
        var gate = new ManualResetEventSlim();
        var actor = Sys.ActorOf(Props.Create(() => new Threads()).WithDispatcher("readers"));
        actor.Tell(gate);
        ExpectMsg("blocking");
        actor.Tell(1);
        actor.Tell(2);

        var cell = ((ActorRefWithCell)actor).Underlying;

        Assert.Equal(2, cell.NumberOfMessages);
        Assert.True(cell.HasMessages);
        gate.Set();
    }

    private string IdOf(IActorRef actor)
    {
        actor.Tell("id");
        return ExpectMsg<string>();
    }

    private sealed class Threads : ReceiveActor
    {
        public Threads()
        {
            Receive<string>(_ => Sender.Tell(Context.Dispatcher.Id));
            Receive<ManualResetEventSlim>(gate =>
            {
                Sender.Tell("blocking");
                gate.Wait(TimeSpan.FromSeconds(10));
            });
            Receive<int>(_ => { });
        }
    }
}
