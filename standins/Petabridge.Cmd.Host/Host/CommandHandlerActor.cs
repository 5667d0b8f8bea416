namespace Petabridge.Cmd.Host;

/// <summary>
/// Answers one connection's commands of one palette. Who is told the answer is the sender: as many <see cref="CommandResponse"/>
/// as there are to say, the last of them final; other actors may say them too. It is stopped when the client goes.
/// </summary>
public abstract class CommandHandlerActor : ReceiveActor
{
    private readonly CommandPalette _palette;
    private readonly Dictionary<string, Action<Command>> _handlers = [];

    protected CommandHandlerActor(CommandPalette palette)
    {
        _palette = palette;
        Receive<Command>(Dispatch);
    }

    protected void Process(string commandName, Action<Command> handler) => _handlers[commandName] = handler;

    protected void Process(string commandName, Action<Command, ParsedArguments> handler) =>
        Process(commandName, command => handler(command, new ParsedArguments(_palette.Find(commandName), command)));

    private void Dispatch(Command command)
    {
        if (_handlers.TryGetValue(command.Name, out var handle))
        {
            handle(command);
        }
        else
        {
            Sender.Tell(new ErroredCommandResponse($"nothing answers '{_palette.ModuleName} {command.Name}'"));
        }
    }
}
