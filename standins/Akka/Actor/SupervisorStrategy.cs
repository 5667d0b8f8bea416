namespace Akka.Actor;

public abstract class SupervisorStrategy
{
    public static IDecider DefaultDecider = new LocalOnlyDecider(cause => cause switch
    {
        ActorInitializationException or ActorKilledException or DeathPactException => Directive.Stop,
        _ => Directive.Restart,
    });

    public static readonly SupervisorStrategy DefaultStrategy = new OneForOneStrategy(DefaultDecider);

    public static readonly OneForOneStrategy StoppingStrategy = new(_ => Directive.Stop);

    public abstract IDecider Decider { get; }

    protected bool LoggingEnabled { get; set; } = true;

    protected abstract Directive Handle(IActorRef child, Exception exception);

    protected virtual void LogFailure(IActorContext context, IActorRef child, Exception cause, Directive directive)
    {
        if (!LoggingEnabled || directive == Directive.Escalate)
        {
            return;
        }

        var message = cause is ActorInitializationException { InnerException: { } inner } ? inner.GetBaseException().Message : cause.Message;
        LogEvent entry = directive == Directive.Resume
            ? new Warning(cause, child.Path.ToString(), GetType(), message)
            : new Error(cause, child.Path.ToString(), GetType(), message);
        context.System.EventStream.Publish(entry);
    }

    protected void RestartChild(IActorRef child, Exception cause, bool suspendFirst)
    {
        var target = (IInternalActorRef)child;
        if (suspendFirst)
        {
            target.Suspend();
        }

        target.Restart(cause);
    }

    protected void ResumeChild(IActorRef child, Exception exception) => ((IInternalActorRef)child).Resume(exception);

    /// <summary>False means escalate: the supervisor itself fails with the same cause.</summary>
    internal bool HandleFailure(IActorContext context, ChildStats failed, Exception cause, IReadOnlyCollection<ChildStats> all)
    {
        var directive = Handle(failed.Child, cause);
        LogFailure(context, failed.Child, cause, directive);
        switch (directive)
        {
            case Directive.Resume:
                ResumeChild(failed.Child, cause);
                return true;
            case Directive.Escalate:
                return false;
            default:
                Apply(context, directive == Directive.Restart, failed, cause, all);
                return true;
        }
    }

    internal abstract void Apply(IActorContext context, bool restart, ChildStats failed, Exception cause, IReadOnlyCollection<ChildStats> all);

    internal static int Milliseconds(TimeSpan? window) => (int)(window ?? Timeout.InfiniteTimeSpan).TotalMilliseconds;
}
