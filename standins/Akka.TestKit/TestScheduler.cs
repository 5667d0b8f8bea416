using Akka.Dispatch;

namespace Akka.TestKit;

/// <summary>
/// A scheduler whose clock only the test moves. A repeating entry fires at most once per move, for it is queued again from the new
/// time: to see every tick, step by the interval.
/// </summary>
public class TestScheduler : IScheduler, IAdvancedScheduler
{
    private readonly Lock _gate = new();
    private readonly List<Entry> _entries = [];
    private DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    public TestScheduler(Config schedulerConfig, ILoggingAdapter log)
    {
    }

    public DateTimeOffset Now => _now;

    public TimeSpan MonotonicClock => _now - DateTimeOffset.UnixEpoch;

    public TimeSpan HighResMonotonicClock => MonotonicClock;

    public IAdvancedScheduler Advanced => this;

    protected DateTimeOffset TimeNow => _now;

    public void Advance(TimeSpan offset)
    {
        List<Entry> due;
        lock (_gate)
        {
            _now += offset;
            due = [.. _entries.Where(entry => entry.Due <= _now).OrderBy(entry => entry.Due)];
            _entries.RemoveAll(entry => entry.Due <= _now);
        }

        foreach (var entry in due.Where(entry => entry.Cancelable is not { IsCancellationRequested: true }))
        {
            entry.Action();
        }

        foreach (var entry in due)
        {
            if (entry.Interval is { } interval && entry.Cancelable is not { IsCancellationRequested: true })
            {
                Add(interval, interval, entry.Action, entry.Cancelable);
            }
        }
    }

    /// <exception cref="InvalidOperationException">That time is past.</exception>
    public void AdvanceTo(DateTimeOffset when)
    {
        if (when < _now)
        {
            throw new InvalidOperationException("You can't reverse time...");
        }

        Advance(when - _now);
    }

    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef sender) => ScheduleTellOnce(delay, receiver, message, sender, null);

    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef sender, ICancelable cancelable) =>
        Add(delay, null, () => receiver.Tell(message, sender), cancelable);

    public void ScheduleTellRepeatedly(TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef sender) =>
        ScheduleTellRepeatedly(initialDelay, interval, receiver, message, sender, null);

    public void ScheduleTellRepeatedly(TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef sender, ICancelable cancelable) =>
        Add(initialDelay, interval, () => receiver.Tell(message, sender), cancelable);

    public void ScheduleOnce(TimeSpan delay, Action action) => ScheduleOnce(delay, action, null);

    public void ScheduleOnce(TimeSpan delay, Action action, ICancelable cancelable) => Add(delay, null, action, cancelable);

    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action) => ScheduleRepeatedly(initialDelay, interval, action, null);

    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable cancelable) => Add(initialDelay, interval, action, cancelable);

    public void ScheduleOnce(TimeSpan delay, IRunnable action) => ScheduleOnce(delay, action, null);

    public void ScheduleOnce(TimeSpan delay, IRunnable action, ICancelable cancelable) => Add(delay, null, action.Run, cancelable);

    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action) => ScheduleRepeatedly(initialDelay, interval, action, null);

    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action, ICancelable cancelable) =>
        Add(initialDelay, interval, action.Run, cancelable);

    private void Add(TimeSpan delay, TimeSpan? interval, Action action, ICancelable cancelable)
    {
        lock (_gate)
        {
            _entries.Add(new Entry(_now + delay, interval, action, cancelable));
        }
    }

    private sealed record Entry(DateTimeOffset Due, TimeSpan? Interval, Action Action, ICancelable Cancelable);
}
