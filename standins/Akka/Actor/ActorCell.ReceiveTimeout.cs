namespace Akka.Actor;

internal sealed partial class ActorCell
{
    private ICancelable _receiveTimeout;

    public TimeSpan? ReceiveTimeout { get; private set; }

    public void SetReceiveTimeout(TimeSpan? timeout)
    {
        ReceiveTimeout = timeout;
        StopReceiveTimeout();
    }

    private static bool InfluencesReceiveTimeout(object message) =>
        message is not INotInfluenceReceiveTimeout && message is not TimerMessage { Message: INotInfluenceReceiveTimeout };

    private void StopReceiveTimeout()
    {
        _receiveTimeout?.Cancel();
        _receiveTimeout = null;
    }

    private void ArmReceiveTimeout()
    {
        if (ReceiveTimeout is { } timeout && _receiveTimeout == null && !_terminating)
        {
            _receiveTimeout = System.Scheduler.ScheduleTellOnceCancelable(timeout, Self, Akka.Actor.ReceiveTimeout.Instance, Self);
        }
    }
}
