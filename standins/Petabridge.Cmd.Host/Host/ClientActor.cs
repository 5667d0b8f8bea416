using NetMonitor.Pbm.Protocol;
using Petabridge.Cmd.Parsing;

namespace Petabridge.Cmd.Host;

/// <summary>
/// One client: reads its requests, one after the other, and sends what is answered. The actors that answer are its children, named
/// after their palettes, so that they end with the connection.
/// </summary>
internal sealed class ClientActor : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan TimeToGreet = TimeSpan.FromSeconds(10);

    private readonly ClientLink _link;
    private readonly IReadOnlyDictionary<string, CommandPaletteHandler> _palettes;
    private IActorRef _answer = ActorRefs.Nobody;
    private IActorRef _handler = ActorRefs.Nobody;
    private string _failure;

    public ClientActor(ClientLink link, IEnumerable<CommandPaletteHandler> handlers)
    {
        _link = link;
        _palettes = handlers.ToDictionary(handler => handler.Palette.ModuleName);
        Receive<ClientGone>(Part);
        Receive<FromClient>(came => came.Message is Hello, came => Greet(((Hello)came.Message).Speaks));
        Receive<FromClient>(_ => Refuse("the first message is a hello"));
        Receive<GreetingOverdue>(_ => Refuse("no hello has come"));
    }

    public ITimerScheduler Timers { get; set; }

    private bool IsAnswering => !_answer.IsNobody();

    protected override void PreStart()
    {
        Timers.StartSingleTimer("greeting", new GreetingOverdue(), TimeToGreet);
        _ = _link.ReadAsync(Self);
    }

    protected override void PostStop() => _link.Close();

    // A handler that failed is in no known state: the next command gets a new one.
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(cause =>
    {
        _failure = (cause is ActorInitializationException ? cause.GetBaseException() : cause).Message;
        return Directive.Stop;
    });

    private void Greet(int version)
    {
        if (version != Message.Version)
        {
            Refuse($"this host speaks version {Message.Version} of the protocol, the client version {version}");
            return;
        }

        _link.Send(Outlines.Of(_palettes.Values.Select(handler => handler.Palette)));
        Become(Serving);
    }

    private void Serving()
    {
        Receive<ClientGone>(Part);
        Receive<FromClient>(came => came.Message is Request, came => Begin(((Request)came.Message).Words));
        Receive<FromClient>(_ => Refuse("after the hello, all messages are requests"));
        Receive<CommandResponse>(_ => Equals(Sender, _answer), Pass);
        Receive<CommandResponse>(_ => { });
        Receive<Terminated>(end => IsAnswering && Equals(end.ActorRef, _handler), _ => FailAnswer());
        Receive<Terminated>(_ => { });
        Receive<GreetingOverdue>(_ => { });
    }

    private void Begin(string[] words)
    {
        if (IsAnswering)
        {
            Refuse("a request before the last one was answered");
            return;
        }

        var reading = CommandLine.Read([.. _palettes.Values.Select(handler => handler.Palette)], words);
        if (reading.Command == null)
        {
            Send(new Reply(reading.Complaint, true, true));
            return;
        }

        _failure = null;
        _answer = Context.ActorOf(Props.Create(() => new AnswerActor()));
        _handler = HandlerOf(reading.Command.Palette);
        _handler.Tell(reading.Command, _answer);
    }

    private IActorRef HandlerOf(string palette)
    {
        // One that is just ending is watched still, so that a command told to it is not left without an answer.
        var there = Context.Child(palette);
        return there.IsNobody() ? Context.Watch(Context.ActorOf(_palettes[palette].HandlerProps, palette)) : there;
    }

    private void Pass(CommandResponse response)
    {
        // The empty final one only ends the answer.
        Send(new Reply(response.Msg ?? "", response.Final, response is ErroredCommandResponse));
        if (response.Final)
        {
            EndAnswer();
        }
    }

    // By way of the answer, behind all that the handler has said there before it ended.
    private void FailAnswer() => _answer.Tell(new ErroredCommandResponse(
        _failure is { } reason ? $"the command failed: {reason}" : "the command ended without an answer"));

    private void EndAnswer()
    {
        Context.Stop(_answer);
        _answer = ActorRefs.Nobody;
    }

    private void Send(Reply reply)
    {
        if (!_link.Send(reply))
        {
            _link.Abort();
            Context.Stop(Self);
        }
    }

    private void Part(ClientGone gone)
    {
        if (gone.Complaint is { } complaint)
        {
            Refuse(complaint);
        }
        else
        {
            _link.Abort();
            Context.Stop(Self);
        }
    }

    private void Refuse(string reason)
    {
        _link.Send(new Refusal(reason));
        Context.Stop(Self);
    }

    private sealed record GreetingOverdue : INoSerializationVerificationNeeded;
}
