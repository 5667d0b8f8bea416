namespace NetMonitor.Actors.Interfaces;

/// <summary>What people ordered of NICs and did not take back. By name: an order also holds for a device that is made anew under it,
/// however long the name was gone.</summary>
/// <remarks>Made with the supervisor's props, so that an order outlives a supervisor that fails. One incarnation at a time uses it.</remarks>
public sealed class StandingOrders
{
    private readonly HashSet<string> _detached = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TimeSpan> _intervals = new(StringComparer.Ordinal);

    public bool IsDetached(string interfaceName) => _detached.Contains(interfaceName);

    /// <summary>False where it was ordered before.</summary>
    public bool Detach(string interfaceName) => _detached.Add(interfaceName);

    /// <summary>False where nothing was to take back.</summary>
    public bool Attach(string interfaceName) => _detached.Remove(interfaceName);

    public TimeSpan? IntervalOf(string interfaceName) => _intervals.TryGetValue(interfaceName, out var interval) ? interval : null;

    public void SetInterval(string interfaceName, TimeSpan interval) => _intervals[interfaceName] = interval;

    /// <summary>What was ordered of a device goes with it to its new name; all at once, for names may be swapped.</summary>
    public void Rename(IReadOnlyList<(string From, string To)> names)
    {
        var moved = names.Select(name => (name.To, IsDetached: _detached.Remove(name.From), Interval: TakeInterval(name.From))).ToList();
        foreach (var (to, isDetached, interval) in moved)
        {
            _ = isDetached && _detached.Add(to);
            if (interval is { } wanted)
            {
                _intervals[to] = wanted;
            }
        }
    }

    private TimeSpan? TakeInterval(string interfaceName) => _intervals.Remove(interfaceName, out var interval) ? interval : null;
}
