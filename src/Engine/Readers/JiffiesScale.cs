namespace NetMonitor.Engine.Readers;

/// <summary>When a jiffy was: one of them, when it began, and how long each takes.</summary>
/// <param name="Tick">Nanoseconds.</param>
public readonly record struct JiffiesScale(uint Jiffies, long Nanoseconds, long Tick)
{
    /// <summary>When it began, on the monotonic clock. Of the low half of jiffies, so within half its range (24 days at 1000 Hz) of <see cref="Jiffies"/>.</summary>
    public long Begin(uint jiffies) => Nanoseconds + (int)(jiffies - Jiffies) * Tick;
}
