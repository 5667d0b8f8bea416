using System.Collections.Immutable;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Actors.Flows;

/// <summary>Under which name a device is known now. A window may still bear an older one, which may be another device's by now: who reads
/// the NIC hears of its new name later than others do.</summary>
internal sealed class PresentNames
{
    private readonly Dictionary<int, (ImmutableHashSet<string> Former, string Present)> _renamed = [];

    public void Rename(ImmutableArray<(string From, LinkDescription Link)> renamed)
    {
        foreach (var (from, link) in renamed)
        {
            var former = _renamed.TryGetValue(link.Index, out var known) ? known.Former : ImmutableHashSet<string>.Empty;
            _renamed[link.Index] = (former.Add(from).Remove(link.Name), link.Name);
        }
    }

    /// <param name="index">0 where it is not known, and then the name stands.</param>
    public string Of(int index, string name)
    {
        if (!_renamed.TryGetValue(index, out var known) || name == known.Present)
        {
            return name;
        }

        if (known.Former.Contains(name))
        {
            return known.Present;
        }

        // The kernel gave the index to another device.
        _ = _renamed.Remove(index);
        return name;
    }
}
