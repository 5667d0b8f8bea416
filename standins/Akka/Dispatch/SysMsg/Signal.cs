namespace Akka.Dispatch.SysMsg;

/// <summary>What cells tell each other, ahead of every ordinary message.</summary>
internal abstract class Signal : ISystemMessage;

internal sealed class Create : Signal;

internal sealed class Suspend : Signal;

internal sealed class Terminate : Signal;

internal sealed class Resume(Exception causedByFailure) : Signal
{
    public Exception CausedByFailure { get; } = causedByFailure;
}

internal sealed class Recreate(Exception cause) : Signal
{
    public Exception Cause { get; } = cause;
}

internal sealed class Failed(IInternalActorRef child, Exception cause) : Signal
{
    public IInternalActorRef Child { get; } = child;

    public Exception Cause { get; } = cause;
}

internal sealed class Watch(IInternalActorRef watchee, IInternalActorRef watcher) : Signal
{
    public IInternalActorRef Watchee { get; } = watchee;

    public IInternalActorRef Watcher { get; } = watcher;

    /// <summary>The answer of whoever stands where a live actor was expected.</summary>
    public void AnswerDead() => Watcher.SendSystemMessage(new DeathWatchNotification(Watchee, existenceConfirmed: false));
}

internal sealed class Unwatch(IInternalActorRef watchee, IInternalActorRef watcher) : Signal
{
    public IInternalActorRef Watchee { get; } = watchee;

    public IInternalActorRef Watcher { get; } = watcher;
}

internal sealed class DeathWatchNotification(IActorRef actor, bool existenceConfirmed) : Signal
{
    public IActorRef Actor { get; } = actor;

    public bool ExistenceConfirmed { get; } = existenceConfirmed;
}

/// <summary>The rest of an asynchronous handler, after an await.</summary>
internal sealed class Continuation(SendOrPostCallback callback, object state, Envelope handled) : Signal
{
    public Envelope Handled { get; } = handled;

    public void Run() => callback(state);
}

/// <summary>An asynchronous handler is through; the messages held back meanwhile may go on.</summary>
internal sealed class HandlerEnded(Exception failure, Envelope handled) : Signal
{
    public Exception Failure { get; } = failure;

    public Envelope Handled { get; } = handled;
}
