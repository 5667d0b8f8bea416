using NetMonitor.Actors.Tree;

namespace NetMonitor.Actors.Interfaces;

/// <summary>What outlives a supervisor that fails.</summary>
/// <remarks>Made with its props. One incarnation at a time uses it.</remarks>
public sealed class SupervisorMemory(TimeProvider time)
{
    private readonly Dictionary<string, FailureAccount> _accounts = new(StringComparer.Ordinal);

    public StandingOrders Orders { get; } = new();

    public Incarnations Incarnations { get; } = new(time);

    /// <summary>The newest list of NICs, followed or not. It comes once per change: without it a new supervisor would stay blind until the next one.</summary>
    public TrackInterfaces? List { get; set; }

    /// <summary>How often in a row following a list failed.</summary>
    public int ListFailures { get; set; }

    /// <summary>A new one for a NIC that has none.</summary>
    public FailureAccount AccountOf(string interfaceName)
    {
        if (!_accounts.TryGetValue(interfaceName, out var account))
        {
            _accounts.Add(interfaceName, account = new FailureAccount());
        }

        return account;
    }

    public void Forget(string interfaceName) => _ = _accounts.Remove(interfaceName);

    /// <summary>Of NICs that have an account and are not among these.</summary>
    public IReadOnlyList<string> NamesBeside(IReadOnlySet<string> names) => [.. _accounts.Keys.Where(name => !names.Contains(name))];

    /// <summary>All at once: two NICs may have swapped their names.</summary>
    public void Rename(IReadOnlyList<(string From, string To)> names)
    {
        var moved = names.Select(name => (name.To, Account: AccountOf(name.From))).ToList();
        foreach (var (from, _) in names)
        {
            Forget(from);
        }

        foreach (var (to, account) in moved)
        {
            _accounts[to] = account;
        }
    }
}
