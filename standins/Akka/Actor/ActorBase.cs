namespace Akka.Actor;

public abstract class ActorBase : IInternalActor
{
    private readonly ActorCell _cell;
    private readonly ActorTimers _timers;
    private SupervisorStrategy _strategy;

    protected ActorBase()
    {
        _cell = ActorCell.Current;
        if (_cell == null)
        {
            throw new ActorInitializationException(
                $"You cannot create an instance of [{GetType()}] explicitly using the constructor (new). You have to use one of the factory methods to create a new actor.");
        }

        if (this is IWithTimers withTimers)
        {
            withTimers.Timers = _timers = new ActorTimers(_cell);
        }
    }

    IActorContext IInternalActor.ActorContext => Context;

    protected static IActorContext Context => CurrentCell;

    protected static Receive EmptyReceive { get; } = _ => false;

    protected IActorRef Self => _cell.Self;

    protected IActorRef Sender => _cell.Sender;

    internal static ActorCell CurrentCell =>
        ActorCell.Current ?? throw new NotSupportedException("There is no active ActorContext, this is most likely due to use of async operations from within this actor.");

    internal SupervisorStrategy Strategy
    {
        get => _strategy ??= SupervisorStrategy();
        set => _strategy = value;
    }

    public virtual void AroundPreStart() => PreStart();

    public virtual void AroundPostStop()
    {
        _timers?.CancelAll();
        PostStop();
    }

    public virtual void AroundPreRestart(Exception cause, object message)
    {
        _timers?.CancelAll();
        PreRestart(cause, message);
    }

    public virtual void AroundPostRestart(Exception cause, object message) => PostRestart(cause);

    internal virtual Receive InitialBehaviour() => Receive;

    internal void RunAroundReceive(Receive receive, object message) => AroundReceive(receive, message);

    protected abstract bool Receive(object message);

    protected virtual bool AroundReceive(Receive receive, object message)
    {
        if (message is TimerMessage tick)
        {
            if (_timers == null || !_timers.Accept(tick))
            {
                return true;
            }

            message = tick.Message;
            if (message is IAutoReceivedMessage)
            {
                _cell.AutoReceive(message);
                return true;
            }
        }

        if (receive(message))
        {
            return true;
        }

        Unhandled(message);
        return false;
    }

    protected virtual void Unhandled(object message)
    {
        if (message is Terminated terminated)
        {
            throw new DeathPactException(terminated.ActorRef);
        }

        Context.System.EventStream.Publish(new UnhandledMessage(message, Sender, Self));
    }

    protected virtual SupervisorStrategy SupervisorStrategy() => Akka.Actor.SupervisorStrategy.DefaultStrategy;

    protected virtual void PreStart()
    {
    }

    protected virtual void PostStop()
    {
    }

    protected virtual void PreRestart(Exception reason, object message)
    {
        foreach (var child in Context.GetChildren())
        {
            Context.Unwatch(child);
            Context.Stop(child);
        }

        PostStop();
    }

    protected virtual void PostRestart(Exception reason) => PreStart();

    protected void Become(Receive receive) => Context.Become(receive);

    protected void BecomeStacked(Receive receive) => Context.BecomeStacked(receive);

    protected void UnbecomeStacked() => Context.UnbecomeStacked();

    protected void SetReceiveTimeout(TimeSpan? timeout) => Context.SetReceiveTimeout(timeout);
}
