namespace Akka.Actor;

internal sealed class ActorTimers(ActorCell cell) : ITimerScheduler
{
    private readonly Dictionary<object, (TimerMessage Message, ICancelable Schedule)> _active = [];

    public IReadOnlyCollection<object> ActiveTimers => _active.Keys;

    public void StartPeriodicTimer(object key, object msg, TimeSpan interval) => StartPeriodicTimer(key, msg, interval, interval, ActorRefs.NoSender);

    public void StartPeriodicTimer(object key, object msg, TimeSpan interval, IActorRef sender) => StartPeriodicTimer(key, msg, interval, interval, sender);

    public void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval) =>
        StartPeriodicTimer(key, msg, initialDelay, interval, ActorRefs.NoSender);

    public void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval, IActorRef sender)
    {
        Cancel(key);
        var tick = new TimerMessage(this, key, msg, repeats: true);
        _active[key] = (tick, cell.System.Scheduler.ScheduleTellRepeatedlyCancelable(initialDelay, interval, cell.Self, tick, sender));
    }

    public void StartSingleTimer(object key, object msg, TimeSpan timeout) => StartSingleTimer(key, msg, timeout, ActorRefs.NoSender);

    public void StartSingleTimer(object key, object msg, TimeSpan timeout, IActorRef sender)
    {
        Cancel(key);
        var tick = new TimerMessage(this, key, msg, repeats: false);
        _active[key] = (tick, cell.System.Scheduler.ScheduleTellOnceCancelable(timeout, cell.Self, tick, sender));
    }

    public bool IsTimerActive(object key) => _active.ContainsKey(key);

    public void Cancel(object key)
    {
        if (_active.Remove(key, out var timer))
        {
            timer.Schedule.Cancel();
        }
    }

    public void CancelAll()
    {
        foreach (var timer in _active.Values)
        {
            timer.Schedule.Cancel();
        }

        _active.Clear();
    }

    /// <summary>False for a message of an earlier start of its timer, or of an earlier instance of the actor.</summary>
    public bool Accept(TimerMessage tick)
    {
        if (tick.Owner != this || !_active.TryGetValue(tick.Key, out var timer) || timer.Message != tick)
        {
            return false;
        }

        if (!tick.Repeats)
        {
            _active.Remove(tick.Key);
        }

        return true;
    }
}
