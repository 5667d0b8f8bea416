using NetMonitor.Core.Costs;

namespace NetMonitor.Actors.Interfaces;

/// <summary>What people ordered of NICs and did not take back. By name: an order also holds for a device that is made anew under it,
/// however long the name was gone.</summary>
/// <remarks>Made with the supervisor's props, so that an order outlives a supervisor that fails. One incarnation at a time uses it.</remarks>
public sealed class StandingOrders
{
    private readonly HashSet<string> _detached = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TimeSpan> _intervals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _flowSlots = new(StringComparer.Ordinal);

    /// <summary>What the budget leaves, which holds likewise; for slots an order goes before it.</summary>
    public FlowLimit FlowLimit { get; set; } = FlowLimit.None;

    public bool IsDetached(string interfaceName) => _detached.Contains(interfaceName);

    /// <summary>False where it was ordered before.</summary>
    public bool Detach(string interfaceName) => _detached.Add(interfaceName);

    /// <summary>False where nothing was to take back.</summary>
    public bool Attach(string interfaceName) => _detached.Remove(interfaceName);

    public TimeSpan? IntervalOf(string interfaceName) => Find(_intervals, interfaceName);

    public void SetInterval(string interfaceName, TimeSpan interval) => _intervals[interfaceName] = interval;

    public int? FlowSlotsOf(string interfaceName) => Find(_flowSlots, interfaceName);

    public void SetFlowSlots(string interfaceName, int slots) => _flowSlots[interfaceName] = slots;

    /// <summary>What was ordered of a device goes with it to its new name; all at once, for names may be swapped.</summary>
    public void Rename(IReadOnlyList<(string From, string To)> names)
    {
        foreach (var to in names.Where(name => _detached.Remove(name.From)).Select(name => name.To).ToList())
        {
            _ = _detached.Add(to);
        }

        Rename(_intervals, names);
        Rename(_flowSlots, names);
    }

    private static T? Find<T>(Dictionary<string, T> orders, string interfaceName)
        where T : struct => orders.TryGetValue(interfaceName, out var order) ? order : null;

    private static void Rename<T>(Dictionary<string, T> orders, IReadOnlyList<(string From, string To)> names)
    {
        var moved = new List<(string To, T Order)>();
        foreach (var (from, to) in names)
        {
            if (orders.Remove(from, out var order))
            {
                moved.Add((to, order));
            }
        }

        foreach (var (to, order) in moved)
        {
            orders[to] = order;
        }
    }
}
