using System.Diagnostics;

namespace Akka.Actor;

/// <summary>
/// One thread that sleeps until the next entry is due; nothing fires early. (The real one turns a wheel of 10 ms ticks, whence the
/// name that configurations say; a queue ordered by time wakes only when there is something to do.)
/// </summary>
public sealed class HashedWheelTimerScheduler : SchedulerBase, IDisposable
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<Entry, TimeSpan> _entries = new();
    private readonly AutoResetEvent _sooner = new(initialState: false);
    private readonly long _start = Stopwatch.GetTimestamp();
    private Thread _thread;
    private bool _disposed;

    public HashedWheelTimerScheduler(Config scheduler, ILoggingAdapter log)
        : base(scheduler, log)
    {
    }

    public override TimeSpan MonotonicClock => Stopwatch.GetElapsedTime(_start);

    public override TimeSpan HighResMonotonicClock => Stopwatch.GetElapsedTime(_start);

    protected override DateTimeOffset TimeNow => TimeProvider.System.GetUtcNow();

    /// <summary>Whatever is still outstanding is discarded.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _entries.Clear();
        }

        _sooner.Set();
    }

    protected override void InternalScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef sender, ICancelable cancelable) =>
        Add(delay, null, () => receiver.Tell(message, sender), cancelable);

    protected override void InternalScheduleTellRepeatedly(TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef sender, ICancelable cancelable) =>
        Add(initialDelay, interval, () => receiver.Tell(message, sender), cancelable);

    protected override void InternalScheduleOnce(TimeSpan delay, Action action, ICancelable cancelable) => Add(delay, null, action, cancelable);

    protected override void InternalScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable cancelable) =>
        Add(initialDelay, interval, action, cancelable);

    protected override void InternalScheduleOnce(TimeSpan delay, IRunnable action, ICancelable cancelable) => Add(delay, null, action.Run, cancelable);

    protected override void InternalScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action, ICancelable cancelable) =>
        Add(initialDelay, interval, action.Run, cancelable);

    private void Add(TimeSpan delay, TimeSpan? interval, Action action, ICancelable cancelable)
    {
        if (cancelable is { IsCancellationRequested: true })
        {
            return;
        }

        var due = MonotonicClock + delay;
        bool first;
        lock (_gate)
        {
            if (_disposed)
            {
                throw new SchedulerException("cannot enqueue after timer shutdown");
            }

            first = !_entries.TryPeek(out _, out var next) || due < next;
            _entries.Enqueue(new Entry(action, interval, cancelable), due);
            if (_thread == null)
            {
                _thread = new Thread(Run) { IsBackground = true, Name = "akka-scheduler" };
                _thread.Start();
            }
        }

        if (first)
        {
            _sooner.Set();
        }
    }

    private void Run()
    {
        while (true)
        {
            Entry entry = null;
            var wait = Timeout.InfiniteTimeSpan;
            lock (_gate)
            {
                if (_disposed)
                {
                    return;
                }

                if (_entries.TryPeek(out var next, out var due))
                {
                    var now = MonotonicClock;
                    if (due <= now)
                    {
                        entry = next;
                        _entries.Dequeue();
                        if (entry is { Interval: { } interval } && entry.Cancelable is not { IsCancellationRequested: true })
                        {
                            _entries.Enqueue(entry, due + interval);
                        }
                    }
                    else
                    {
                        wait = Ceiling(due - now);
                    }
                }
            }

            if (entry == null)
            {
                _sooner.WaitOne(wait);
            }
            else if (entry.Cancelable is not { IsCancellationRequested: true })
            {
                Fire(entry);
            }
        }
    }

    /// <summary>Waits are whole milliseconds; rounding down would wake early, and then spin.</summary>
    private static TimeSpan Ceiling(TimeSpan wait) => TimeSpan.FromMilliseconds(Math.Min(int.MaxValue, Math.Ceiling(wait.TotalMilliseconds)));

    private void Fire(Entry entry)
    {
        try
        {
            entry.Action();
        }
        catch (Exception cause)
        {
            Log?.Error(cause, "exception while executing timer task");
        }
    }

    private sealed class Entry(Action action, TimeSpan? interval, ICancelable cancelable)
    {
        public Action Action { get; } = action;

        public TimeSpan? Interval { get; } = interval;

        public ICancelable Cancelable { get; } = cancelable;
    }
}
