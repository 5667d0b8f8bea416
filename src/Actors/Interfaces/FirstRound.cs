using System.Collections.Immutable;

namespace NetMonitor.Actors.Interfaces;

/// <summary>Waits until every NIC of the first list has been tried once, and says so once.</summary>
internal sealed class FirstRound(Action<FirstRoundCompleted> completed)
{
    private readonly ImmutableArray<AttachRefused>.Builder _refused = ImmutableArray.CreateBuilder<AttachRefused>();
    private HashSet<string>? _pending;
    private int _attached;

    public void Begin(IEnumerable<string> interfaceNames)
    {
        if (_pending is null)
        {
            _pending = new HashSet<string>(interfaceNames, StringComparer.Ordinal);
            CompleteWhenEmpty();
        }
    }

    public void Attached(string interfaceName)
    {
        if (Settle(interfaceName))
        {
            _attached++;
            CompleteWhenEmpty();
        }
    }

    /// <summary>Taken off by command before it was tried.</summary>
    public void Excuse(string interfaceName) => Attached(interfaceName);

    public void Refused(AttachRefused refused)
    {
        if (Settle(refused.InterfaceName))
        {
            _refused.Add(refused);
            CompleteWhenEmpty();
        }
    }

    public void Forget(string interfaceName)
    {
        if (Settle(interfaceName))
        {
            CompleteWhenEmpty();
        }
    }

    public void Rename(IReadOnlyList<(string From, string To)> names)
    {
        foreach (var to in names.Where(name => _pending?.Remove(name.From) ?? false).Select(name => name.To).ToList())
        {
            _ = _pending!.Add(to);
        }
    }

    private bool Settle(string interfaceName) => _pending?.Remove(interfaceName) ?? false;

    /// <summary>Only ever after a name was settled, and a settled name never comes back: so it completes once.</summary>
    private void CompleteWhenEmpty()
    {
        if (_pending is { Count: 0 })
        {
            completed(new FirstRoundCompleted(_attached, _refused.ToImmutable()));
        }
    }
}
