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
}
