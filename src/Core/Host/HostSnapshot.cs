using System.Collections.Immutable;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Host;

/// <summary>What one host saw, as one immutable value; every outward face reads this and nothing below it.</summary>
/// <param name="Sequence">Grows with every snapshot of one process.</param>
/// <param name="Interfaces">By interface name.</param>
public sealed record HostSnapshot(long Sequence, ImmutableSortedDictionary<string, InterfaceState> Interfaces)
{
    public static HostSnapshot Empty { get; } =
        new(0, ImmutableSortedDictionary.Create<string, InterfaceState>(StringComparer.Ordinal));

    /// <summary>The host's flows; null where no NIC's flows were ever counted.</summary>
    public FlowView? Flows { get; init; }

    /// <summary>Sum over all NICs. A packet that crosses two of them (a bond and its member, a bridge and its port) counts at both.</summary>
    public TrafficCounters Total =>
        Interfaces.Values.Aggregate(TrafficCounters.Zero, static (sum, state) => sum + state.Totals);

    /// <summary>The NIC has no attachment: it waits for its first one, or lost the one it had.</summary>
    public HostSnapshot Detached(LinkDescription link, InterfaceCondition condition, string reason, long restarts) =>
        With(link.Name, (Find(link.Name) ?? InterfaceState.Initial(link)).Detached(link, condition, reason, restarts));

    /// <summary>The same devices under other names: each takes its account along. All at once, for two may have swapped their names.</summary>
    public HostSnapshot Renamed(ImmutableArray<(string From, LinkDescription Link)> renamed)
    {
        var known = renamed.Where(one => Interfaces.ContainsKey(one.From)).ToList();
        var without = Interfaces.RemoveRange(known.Select(one => one.From));
        return known.Count == 0
            ? this
            : With(without.SetItems(known.Select(one =>
                KeyValuePair.Create(one.Link.Name, Interfaces[one.From] with { Link = one.Link }))));
    }

    public HostSnapshot LinkChanged(LinkDescription link) => Find(link.Name) is { } state ? With(link.Name, state with { Link = link }) : this;

    /// <summary>Folds a reading in. One of a NIC that was never announced, or is gone, changes nothing.</summary>
    public HostSnapshot After(InterfaceSummary summary) => Fold(summary, static (state, read) => state.After(read));

    /// <summary>As <see cref="After"/>, for the last reading of an attachment that has ended.</summary>
    public HostSnapshot Finished(InterfaceSummary summary) => Fold(summary, static (state, read) => state.Finished(read));

    public HostSnapshot Without(string interfaceName) => Interfaces.ContainsKey(interfaceName)
        ? With(Interfaces.Remove(interfaceName))
        : this;

    /// <summary>A later view of the flows takes the place of the former.</summary>
    public HostSnapshot Viewed(FlowView flows) => this with { Sequence = Sequence + 1, Flows = flows };

    private HostSnapshot Fold(InterfaceSummary summary, Func<InterfaceState, InterfaceSummary, InterfaceState> fold) =>
        NameOf(summary.Link) is { } name
            ? With(name, fold(Interfaces[name], summary with { Link = summary.Link with { Name = name } }))
            : this;

    /// <summary>The name under which a device is known now. A reading may still bear an older one, which may be another device's by now.
    /// </summary>
    private string? NameOf(LinkDescription link)
    {
        if (Find(link.Name) is { } state && state.Link.Index == link.Index)
        {
            return link.Name;
        }

        foreach (var (name, other) in Interfaces)
        {
            if (other.Link.Index == link.Index)
            {
                return name;
            }
        }

        return Interfaces.ContainsKey(link.Name) ? link.Name : null;
    }

    private InterfaceState? Find(string interfaceName) => Interfaces.GetValueOrDefault(interfaceName);

    private HostSnapshot With(string interfaceName, InterfaceState state) =>
        With(Interfaces.SetItem(interfaceName, state));

    private HostSnapshot With(ImmutableSortedDictionary<string, InterfaceState> interfaces) =>
        this with { Sequence = Sequence + 1, Interfaces = interfaces };
}
