namespace Akka.Actor;

/// <summary>What lies between an actor's ref and its instance: identity, mailbox, behaviour; the rest is in the other parts.</summary>
internal sealed partial class ActorCell : IUntypedActorContext, ICell
{
    [ThreadStatic]
    private static ActorCell CurrentCell;

    private readonly List<Receive> _behaviours = [];
    private readonly IInternalActorRef _parent;
    private ActorBase _actor;
    private Envelope _handled;

    public ActorCell(ActorSystemImpl system, CellRef self, Props props, MessageDispatcher dispatcher, IInternalActorRef parent)
    {
        SystemImpl = system;
        Self = self;
        Props = props;
        Dispatcher = dispatcher;
        _parent = parent;
        Mailbox = new CellMailbox(this, dispatcher);
    }

    /// <summary>The cell whose actor runs on this thread; also set around a test, so that what it tells carries a sender.</summary>
    public static ActorCell Current
    {
        get => CurrentCell;
        set => CurrentCell = value;
    }

    public static IActorRef CurrentSelf => CurrentCell?.Self;

    public CellMailbox Mailbox { get; }

    public ActorSystemImpl SystemImpl { get; }

    public ActorSystem System => SystemImpl;

    public IActorRef Self { get; }

    public Props Props { get; }

    public MessageDispatcher Dispatcher { get; }

    public IActorRef Sender => _handled.Sender ?? System.DeadLetters;

    public IActorRef Parent => _parent;

    IInternalActorRef ICell.Parent => _parent;

    public bool IsLocal => true;

    public bool IsTerminated => Mailbox.IsClosed;

    public bool HasMessages => Mailbox.Count > 0;

    public int NumberOfMessages => Mailbox.Count;

    public ActorBase Actor => _actor;

    /// <summary>The type that log events name as their source.</summary>
    public Type ActorType => _actor?.GetType() ?? Props.Type;

    public ActorSelection ActorSelection(string actorPath) => ActorSelections.From(this, actorPath);

    public ActorSelection ActorSelection(ActorPath actorPath) => SystemImpl.ActorSelection(actorPath);

    public void Become(Receive receive)
    {
        _behaviours[^1] = receive;
    }

    public void BecomeStacked(Receive receive) => _behaviours.Add(receive);

    public void UnbecomeStacked()
    {
        if (_behaviours.Count > 1)
        {
            _behaviours.RemoveAt(_behaviours.Count - 1);
        }
    }

    public void Become(UntypedReceive receive) => Become(Always(receive));

    public void BecomeStacked(UntypedReceive receive) => BecomeStacked(Always(receive));

    public void Invoke(Envelope envelope)
    {
        _handled = envelope;
        var influences = InfluencesReceiveTimeout(envelope.Message);
        if (influences)
        {
            StopReceiveTimeout();
        }

        try
        {
            if (envelope.Message is IAutoReceivedMessage)
            {
                AutoReceive(envelope.Message);
            }
            else
            {
                ReceiveMessage(envelope.Message);
            }

            Forget();
        }
        catch (Exception cause)
        {
            Fail(cause);
        }
        finally
        {
            ArmReceiveTimeout();
        }
    }

    public void AutoReceive(object message)
    {
        switch (message)
        {
            case Terminated terminated:
                ReceiveTerminated(terminated);
                break;
            case Kill:
                throw new ActorKilledException("Kill");
            case PoisonPill:
                ((IInternalActorRef)Self).Stop();
                break;
            case Identify identify:
                Sender.Tell(new ActorIdentity(identify.MessageId, Self), Self);
                break;
            default:
                ReceiveMessage(message);
                break;
        }
    }

    public void RunTask(Func<Task> asyncAction)
    {
        var handled = _handled;
        var outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new CellSynchronization(this, handled));
        Task task;
        try
        {
            task = asyncAction();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }

        if (task.IsCompleted)
        {
            task.GetAwaiter().GetResult();
            return;
        }

        Mailbox.Suspend();
        task.ContinueWith(
            ended => Mailbox.Signal(new HandlerEnded(ended.IsCanceled ? new TaskCanceledException(ended) : ended.Exception?.InnerException, handled)),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private static Receive Always(UntypedReceive receive) => message =>
    {
        receive(message);
        return true;
    };

    private void ReceiveMessage(object message) => _actor.RunAroundReceive(_behaviours[^1], message);

    private void Continue(Continuation continuation)
    {
        _handled = continuation.Handled;
        var outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new CellSynchronization(this, continuation.Handled));
        try
        {
            continuation.Run();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }

    private void EndHandler(HandlerEnded ended)
    {
        Mailbox.Resume();
        _handled = ended.Handled;
        if (ended.Failure != null)
        {
            Fail(ended.Failure);
        }
        else
        {
            Forget();
            ArmReceiveTimeout();
        }
    }

    /// <summary>A restart that comes later, for another's failure, must not blame a message that went well.</summary>
    private void Forget() => _handled = default;
}
