namespace Akka.Actor;

/// <summary>The ref of an actor of this system; it outlives the actor's restarts.</summary>
internal sealed class CellRef : ActorRefWithCell
{
    public CellRef(ActorSystemImpl system, Props props, MessageDispatcher dispatcher, IInternalActorRef parent, ActorPath path)
    {
        Path = path;
        Parent = parent;
        Cell = new ActorCell(system, this, props, dispatcher, parent);
    }

    public ActorCell Cell { get; }

    public override ICell Underlying => Cell;

    public override IEnumerable<IActorRef> Children => Cell.GetChildren();

    public override ActorPath Path { get; }

    public override IInternalActorRef Parent { get; }

    public override IActorRefProvider Provider => Cell.SystemImpl.Provider;

    public override bool IsLocal => true;

    public override bool IsTerminated => Cell.IsTerminated;

    public override IInternalActorRef GetSingleChild(string name) => Cell.GetSingleChild(name);

    public override IActorRef GetChild(IReadOnlyList<string> name)
    {
        IInternalActorRef current = this;
        for (var i = 0; i < name.Count; i++)
        {
            switch (name[i])
            {
                case "":
                    break;
                case "..":
                    current = current.Parent;
                    break;
                case var element when current is CellRef parent:
                    current = parent.GetSingleChild(element);
                    break;
                default:
                    return current.GetChild([.. name.Skip(i)]);
            }
        }

        return current;
    }

    public override void Start() => SendSystemMessage(new Create());

    public override void Stop() => SendSystemMessage(new Terminate());

    public override void Suspend() => SendSystemMessage(new Suspend());

    public override void Resume(Exception causedByFailure = null) => SendSystemMessage(new Resume(causedByFailure));

    public override void Restart(Exception cause) => SendSystemMessage(new Recreate(cause));

    public override void SendSystemMessage(ISystemMessage message) => Cell.Mailbox.Signal((Signal)message);

    protected override void TellInternal(object message, IActorRef sender)
    {
        if (message == null)
        {
            throw new ArgumentNullException(nameof(message), "The message cannot be null.");
        }

        Cell.Mailbox.Send(new Envelope(message, sender, Cell.System));
    }
}
