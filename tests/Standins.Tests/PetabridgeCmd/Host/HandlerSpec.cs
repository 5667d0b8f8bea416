using Akka.Actor;
using NetMonitor.Standins.Tests.PetabridgeCmd.Toys;
using Petabridge.Cmd;

namespace NetMonitor.Standins.Tests.PetabridgeCmd.Host;

/// <summary>A handler needs no host to be tested: it is told a command and answers its sender.</summary>
public sealed class HandlerSpec : Akka.TestKit.Xunit2.TestKit
{
    private readonly IActorRef _handler;

    public HandlerSpec()
    {
        _handler = Sys.ActorOf(ToyHandler.Of(ActorRefs.Nobody).HandlerProps);
    }

    [Fact]
    public void Handler_should_get_values_by_name_and_defaults_where_none_was_typed()
    {
        _handler.Tell(new Command("toy", "say", [Tuple.Create("-t", "a"), Tuple.Create("-T", "b")]));
        Assert.Equal("a b.", ExpectMsg<CommandResponse>().Msg);

        _handler.Tell(new Command("toy", "say", [Tuple.Create("-t", "a"), Tuple.Create("-e", "!")]));
        Assert.Equal("a!", ExpectMsg<CommandResponse>().Msg);
    }

    [Fact]
    public void Handler_should_get_no_default_among_what_was_typed()
    {
        _handler.Tell(new Command("toy", "count", []));

        Assert.Equal(["1", "2", "3"], ReceiveN(3).Cast<CommandResponse>().Select(response => response.Msg));
    }

    [Fact]
    public void Handler_should_say_so_when_it_has_no_code_for_a_command()
    {
        _handler.Tell(new Command("toy", "unanswered", []));

        Assert.Equal("nothing answers 'toy unanswered'", ExpectMsg<ErroredCommandResponse>().Msg);
    }
}
