using System.Globalization;
using Akka.Actor;
using Petabridge.Cmd;
using Petabridge.Cmd.Host;

namespace NetMonitor.Standins.Tests.PetabridgeCmd.Toys;

internal sealed class ToyActor : CommandHandlerActor
{
    private readonly IActorRef _observer;

    public ToyActor(IActorRef observer)
        : base(ToyCommands.Palette)
    {
        _observer = observer;
        Process(ToyCommands.Say.Name, (_, arguments) => Sender.Tell(new CommandResponse(
            string.Join(' ', arguments.ArgumentValues("text")) + arguments.ArgumentValues("end").Single())));
        Process(ToyCommands.Count.Name, Count);
        Process(ToyCommands.Watch.Name, _ => Sender.Tell(new CommandResponse("watching", false)));
        Process(ToyCommands.Fail.Name, _ => throw new InvalidOperationException("it broke"));
        Process(ToyCommands.Quit.Name, _ => Context.Stop(Self));
        Process(ToyCommands.Bye.Name, _ =>
        {
            Sender.Tell(new CommandResponse("bye"));
            Context.Stop(Self);
        });
        Process(ToyCommands.Refuse.Name, _ => Sender.Tell(new ErroredCommandResponse("not that")));
        Process(ToyCommands.Pipe.Name, _ => Task.FromException<CommandResponse>(new InvalidOperationException("no such thing")).PipeTo(Sender));
        Process(ToyCommands.Nothing.Name, _ => Sender.Tell(CommandResponse.Empty));
        Process(ToyCommands.Late.Name, _ =>
        {
            Sender.Tell(new CommandResponse("the end"));
            Sender.Tell(new CommandResponse("after it"));
        });
        Process(ToyCommands.Path.Name, _ => Sender.Tell(new CommandResponse(Self.Path.ToStringWithoutAddress())));
        Process(ToyCommands.Large.Name, _ => Sender.Tell(new CommandResponse(new string('x', 17 << 20))));
        Process(ToyCommands.Plenty.Name, _ => Sender.Tell(new CommandResponse(new string('x', 1 << 20), false)));
        Process(ToyCommands.Flood.Name, _ =>
        {
            for (var at = 0; at < 64; at++)
            {
                Sender.Tell(new CommandResponse(new string('x', 1 << 20), false));
            }
        });
    }

    protected override void PostStop() => _observer.Tell($"stopped {Self.Path.Name}");

    private void Count(Command count)
    {
        var last = int.Parse(count.Arguments.SingleOrDefault(pair => pair.Item1 == "-n")?.Item2 ?? "3", CultureInfo.InvariantCulture);
        for (var at = 1; at <= last; at++)
        {
            Sender.Tell(new CommandResponse(at.ToString(CultureInfo.InvariantCulture), at == last));
        }
    }
}
