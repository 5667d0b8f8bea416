namespace NetMonitor.Engine.Tests.Scripted;

/// <summary>A clock whose timers go off when they are told to.</summary>
internal sealed class HeldTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<HeldTimer> _timers = [];

    /// <summary>Somebody waits for a timer of this length.</summary>
    public bool IsWaited(TimeSpan due)
    {
        lock (_lock)
        {
            return _timers.Exists(timer => timer.Due == due);
        }
    }

    /// <summary>All timers of this length go off.</summary>
    public void Elapse(TimeSpan due)
    {
        HeldTimer[] over;
        lock (_lock)
        {
            over = [.. _timers.Where(timer => timer.Due == due)];
        }

        foreach (var timer in over)
        {
            timer.GoOff();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new HeldTimer(this, () => callback(state)) { Due = dueTime };
        lock (_lock)
        {
            _timers.Add(timer);
        }

        return timer;
    }

    private sealed class HeldTimer(HeldTime time, Action goOff) : ITimer
    {
        public TimeSpan Due { get; set; }

        public void GoOff() => goOff();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Due = dueTime;
            return true;
        }

        public void Dispose()
        {
            lock (time._lock)
            {
                _ = time._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
