namespace Akka.Actor;

/// <summary>The sender of a question: completes with the first answer, and buries the others.</summary>
internal sealed class AskerRef<T>(LocalProvider provider) : MinimalActorRef
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Answer => _answer.Task;

    public override ActorPath Path { get; } = provider.TempPath();

    public override IActorRefProvider Provider => provider;

    public void Fail(Exception cause) => _answer.TrySetException(cause);

    public void Cancel(CancellationToken token) => _answer.TrySetCanceled(token);

    public override void SendSystemMessage(ISystemMessage message)
    {
        switch (message)
        {
            case DeathWatchNotification { Actor: var actor } notice when typeof(T) == typeof(Terminated):
                TellInternal(new Terminated(actor, notice.ExistenceConfirmed, addressTerminated: false), actor);
                break;
            case Watch watch:
                _answer.Task.ContinueWith(_ => watch.AnswerDead(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
                break;
        }
    }

    protected override void TellInternal(object message, IActorRef sender)
    {
        var first = message switch
        {
            Status.Failure failure => _answer.TrySetException(failure.Cause ?? new TaskCanceledException("Task cancelled by actor via Failure message")),
            T answer => _answer.TrySetResult(answer),
            null => _answer.TrySetResult(default),
            _ => _answer.TrySetException(new ArgumentException($"Received message of type [{message.GetType()}] - Ask expected message of type [{typeof(T)}]")),
        };
        if (!first && !_answer.Task.IsCanceled)
        {
            provider.DeadLetters.Tell(message ?? default(T), this);
        }
    }
}
