namespace NetMonitor.Core.Costs;

/// <summary>The share of one core that was used within a sliding window, of readings of a clock that counts processor time. Told the time, it has no
/// clock of its own.</summary>
public sealed class CpuShare(TimeSpan window)
{
    private readonly Queue<(TimeSpan At, TimeSpan Cpu)> _readings = new();
    private (TimeSpan At, TimeSpan Cpu) _newest;

    /// <summary>Null until two readings lie apart.</summary>
    public double? Value => _readings.TryPeek(out var oldest) && _newest.At > oldest.At ? (_newest.Cpu - oldest.Cpu) / (_newest.At - oldest.At) : null;

    /// <summary>The readings reach back as far as the window: what starting cost is not all that there is.</summary>
    public bool IsWhole => _readings.TryPeek(out var oldest) && _newest.At - oldest.At >= window;

    /// <param name="at">Later than any before.</param>
    public void Add(TimeSpan at, TimeSpan cpu)
    {
        _newest = (at, cpu);
        _readings.Enqueue(_newest);

        // The last one from before the window stays: without it the window would be shorter than it is said to be.
        while (_readings.Count > 2 && at - _readings.ElementAt(1).At >= window)
        {
            _ = _readings.Dequeue();
        }
    }
}
