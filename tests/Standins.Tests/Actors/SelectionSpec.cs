using Akka.Actor;
using Akka.Event;
using Akka.TestKit.Xunit2;

namespace NetMonitor.Standins.Tests.Actors;

public sealed class SelectionSpec : TestKit
{
    public SelectionSpec()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Family()), "family");
        foreach (var name in new[] { "anna", "anton", "berta" })
        {
            parent.Tell(name);
            ExpectMsg(name);
        }
    }

    [Theory]
    [InlineData("/user/family/anna", new[] { "anna" })]
    [InlineData("/user/family/an*", new[] { "anna", "anton" })]
    [InlineData("/user/family/?erta", new[] { "berta" })]
    [InlineData("/user/family/*", new[] { "anna", "anton", "berta" })]
    [InlineData("/user/family/anna/../berta", new[] { "berta" })]
    [InlineData("/user/fam*/anton", new[] { "anton" })]
    public void Selection_should_reach_those_it_describes(string path, string[] names)
    {
        Sys.ActorSelection(path).Tell(1);

        Assert.Equal(names, ReceiveN(names.Length).Cast<string>().Order());
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void Relative_selection_should_start_at_the_actor()
    {
        Sys.ActorSelection("/user/family").Tell(2.0);

        Assert.Equal(["anna", "anton", "berta"], ReceiveN(3).Cast<string>().Order());
    }

    [Fact]
    public void Double_wildcard_should_reach_all_descendants()
    {
        Sys.ActorSelection("/user/**").Tell(1);

        Assert.Equal(["anna", "anton", "berta", "family"], ReceiveN(4).Cast<string>().Order());
    }

    [Fact]
    public void Wildcard_that_fans_out_should_leave_no_dead_letters_where_nobody_is()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));

        Sys.ActorSelection("/user/family/*/nobody").Tell(1);
        ExpectNoMsg(TimeSpan.FromMilliseconds(100));
        Sys.ActorSelection("/user/family/nobody").Tell(1);

        Assert.Equal(1, ExpectMsg<DeadLetter>().Message);
    }

    [Fact]
    public async Task ResolveOne_should_find_the_actor_or_fail()
    {
        var found = await Sys.ActorSelection("/user/family/anna").ResolveOne(TimeSpan.FromSeconds(10));

        Assert.Equal("anna", found.Path.Name);
        await Assert.ThrowsAsync<ActorNotFoundException>(() => Sys.ActorSelection("/user/nobody").ResolveOne(TimeSpan.FromMilliseconds(200)));
    }

    [Fact]
    public void Identify_should_be_answered_by_the_actor_or_with_nobody()
    {
        Sys.ActorSelection("/user/family").Tell(new Identify("there"));
        Assert.Equal("family", ExpectMsg<ActorIdentity>(identity => Equals(identity.MessageId, "there")).Subject.Path.Name);

        Sys.ActorSelection("/user/nobody").Tell(new Identify("not there"));
        Assert.Null(ExpectMsg<ActorIdentity>(identity => Equals(identity.MessageId, "not there")).Subject);
    }

    private sealed class Family : ReceiveActor
    {
        public Family()
        {
            Receive<string>(name =>
            {
                Context.ActorOf(Props.Create(() => new Family()), name);
                Sender.Tell(name);
            });
            Receive<int>(_ => Sender.Tell(Self.Path.Name));
            Receive<double>(_ => Context.ActorSelection("*").Tell(1, Sender));
        }
    }
}
