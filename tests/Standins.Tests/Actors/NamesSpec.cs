using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace NetMonitor.Standins.Tests.Actors;

public sealed class NamesSpec : TestKit
{
    [Theory]
    [InlineData("eth0.100", true)]
    [InlineData("wlan@if3", true)]
    [InlineData("a:b", true)]
    [InlineData("", false)]
    [InlineData("$a", false)]
    [InlineData("a/b", false)]
    [InlineData("ä", false)]
    [InlineData("a b", false)]
    [InlineData("a#1", false)]
    public void Path_element_should_be_made_of_legal_characters(string name, bool legal) => Assert.Equal(legal, ActorPath.IsValidPathElement(name));

    [Theory]
    [InlineData("")]
    [InlineData("$a")]
    [InlineData("a/b")]
    public void Illegal_name_should_be_refused(string name) => Assert.Throws<InvalidActorNameException>(() => Sys.ActorOf(Props.Create(() => new Parent()), name));

    [Fact]
    public void Taken_name_should_be_refused()
    {
        _ = Sys.ActorOf(Props.Create(() => new Parent()), "w");

        Assert.Equal("Actor name \"w\" is not unique!", Assert.Throws<InvalidActorNameException>(() => Sys.ActorOf(Props.Create(() => new Parent()), "w")).Message);
    }

    [Fact]
    public void Path_should_tell_system_place_and_incarnation()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Parent()), "p");
        parent.Tell("child");
        parent.Tell("child");
        var (first, second) = (ExpectMsg<IActorRef>(), ExpectMsg<IActorRef>());

        Assert.Equal($"akka://{Sys.Name}/user/p/$a", first.Path.ToString());
        Assert.Equal("$b", second.Path.Name);
        Assert.Equal("/user/p/$a", first.Path.ToStringWithoutAddress());
        Assert.Equal(["user", "p", "$a"], first.Path.Elements);
        Assert.Equal(parent.Path, first.Path.Parent);
        Assert.Equal($"[akka://{Sys.Name}/user/p/$a#{first.Path.Uid}]", first.ToString());
        Assert.Equal($"akka://{Sys.Name}/user/p/$a#{first.Path.Uid}", first.Path.ToSerializationFormat());
        Assert.Equal(first.Path, ActorPath.Parse(first.Path.ToString()));
        Assert.Equal(first.Path, parent.Path / "$a");
    }

    [Fact]
    public void Address_should_read_what_it_writes()
    {
        var address = new Address("akka.tcp", "sys", "host", 2552);

        Assert.Equal("akka.tcp://sys@host:2552", address.ToString());
        Assert.Equal(address, Address.Parse("akka.tcp://sys@host:2552"));
        Assert.Equal("akka://sys", new Address("akka", "sys").ToString());
        Assert.True(new Address("akka", "sys").HasLocalScope);
    }

    [Fact]
    public void New_on_an_actor_class_should_be_refused() => Assert.Throws<ActorInitializationException>(() => WithoutCell(() => new Parent()));

    [Fact]
    public async Task ActorOf_should_be_refused_on_a_terminated_system()
    {
        var system = ActorSystem.Create("ending");
        await system.Terminate();

        Assert.Throws<InvalidOperationException>(() => system.ActorOf(Props.Create(() => new Parent())));
    }

    [Fact]
    public void Props_should_be_made_of_a_new_expression_a_type_or_arguments()
    {
        Assert.Throws<InvalidCastException>(() => Props.Create(() => Make()));
        Assert.Equal(typeof(WithArgument), Props.Create<WithArgument>("x").Type);

        Sys.ActorOf(Props.Create(typeof(WithArgument), "typed")).Tell("say");
        ExpectMsg("typed");
        Sys.ActorOf(Props.Create<WithArgument>("generic")).Tell("say");
        ExpectMsg("generic");
    }

    private static Parent Make() => new();

    /// <summary>A test's thread has its test actor's context; one of its own has none.</summary>
    private static void WithoutCell(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                action();
            }
            catch (ActorInitializationException e)
            {
                failure = e;
            }
        });
        thread.Start();
        thread.Join();
        if (failure != null)
        {
            throw failure;
        }
    }

    private sealed class Parent : ReceiveActor
    {
        public Parent() => Receive<string>(_ => Sender.Tell(Context.ActorOf(Props.Create(() => new Parent()))));
    }

    private sealed class WithArgument : ReceiveActor
    {
        public WithArgument(string text) => Receive<string>(_ => Sender.Tell(text));
    }
}
