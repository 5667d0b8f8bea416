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

    /// <summary>Each packet once in each direction: the sum over the lowest counted devices (<see cref="TotalPlace"/>). Never steps back, also
    /// when a NIC goes or changes its place among the others: what was counted stays, by the place that the NIC had then.</summary>
    public TrafficCounters Total => Once.Counters;

    /// <summary>Sum over all NICs, those included that are gone. A packet that crosses two of them (a bond and its member, a bridge and
    /// its port) counts at both.</summary>
    public TrafficCounters SumOfNics => EachTime.Counters;

    /// <summary>What <see cref="Total"/> is of.</summary>
    public Tally Once => Interfaces.Values.Aggregate(GoneOnce, static (sum, state) => sum + state.InHostTotal);

    /// <summary>What <see cref="SumOfNics"/> is of.</summary>
    public Tally EachTime => Interfaces.Values.Aggregate(GoneEachTime, static (sum, state) => sum + state.OnItsOwn);

    /// <summary>Every NIC was read at least once, or is known not to count. Before, sums over NICs that had counted before our time
    /// would be lower than the truth; once they are whole they stay so.</summary>
    public bool IsComplete
    {
        get => field || (!Interfaces.IsEmpty && Interfaces.Values.All(static state => state.ReadAt is not null || !state.IsCounted));
        init;
    }

    /// <summary>Who lies on whom, among all links of the namespace as far as they are known.</summary>
    public LinkStack Stack { get; private init; } = LinkStack.Empty;

    private ImmutableArray<LinkDescription> Listed { get; init; } = [];

    private Tally GoneOnce { get; init; } = Tally.Zero;

    private Tally GoneEachTime { get; init; } = Tally.Zero;

    /// <summary>All links of the namespace, also those that are not followed: they may stand between two that are.</summary>
    public HostSnapshot AmongLinks(ImmutableArray<LinkDescription> links) =>
        Listed.SequenceEqual(links) ? this : (this with { Listed = links }).Restacked(Interfaces);

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
            : Restacked(without.SetItems(known.Select(one =>
                KeyValuePair.Create(one.Link.Name, Interfaces[one.From] with { Link = one.Link }))));
    }

    public HostSnapshot LinkChanged(LinkDescription link) => Find(link.Name) is { } state ? With(link.Name, state with { Link = link }) : this;

    /// <summary>Folds a reading in. One of a NIC that was never announced, or is gone, changes nothing.</summary>
    public HostSnapshot After(InterfaceSummary summary) =>
        CountingAgain(summary).Fold(summary, static (state, read) => state.After(read));

    /// <summary>As <see cref="After"/>, for the last reading of an attachment that has ended.</summary>
    public HostSnapshot Finished(InterfaceSummary summary) => Fold(summary, static (state, read) => state.Finished(read));

    /// <summary>The NIC is gone; what it counted stays in the sums.</summary>
    public HostSnapshot Without(string interfaceName)
    {
        if (Find(interfaceName) is not { } state)
        {
            return this;
        }

        var without = this with { GoneOnce = GoneOnce + state.InHostTotal, GoneEachTime = GoneEachTime + state.OnItsOwn };
        var interfaces = Interfaces.Remove(interfaceName);
        return Stack.PlaceOfLone(state.Link, isCounted: false) is null ? without.Restacked(interfaces) : without.Next(interfaces);
    }

    /// <summary>A later view of the flows takes the place of the former.</summary>
    public HostSnapshot Viewed(FlowView flows) => this with { Sequence = Sequence + 1, Flows = flows };

    /// <summary>A NIC that was given up and is read again takes its place back before its reading is folded. Where others had stood for it,
    /// some of what it counted is theirs already, and that reading stays out of the total.</summary>
    private HostSnapshot CountingAgain(InterfaceSummary summary)
    {
        if (NameOf(summary.Link) is not { } name || Interfaces[name].IsCounted || !Interfaces[name].IsNews(summary))
        {
            return this;
        }

        // Half of one change: the reading makes the other half.
        var back = With(name, Interfaces[name] with { Condition = InterfaceCondition.Attaching, Reason = "" }) with { Sequence = Sequence };
        return Interfaces.Values.Any(state => state.IsInTotal && !back.Interfaces[state.Link.Name].IsInTotal)
            ? back with { Interfaces = back.Interfaces.SetItem(name, back.Interfaces[name] with { WasElsewhere = true }) }
            : back;
    }

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

    /// <summary>Most of what is told changes nothing about who lies on whom, and who is counted; and most NICs that come and go stand alone.</summary>
    private HostSnapshot With(string interfaceName, InterfaceState state)
    {
        var before = Find(interfaceName);
        if (before?.IsCounted == state.IsCounted && before.Link == state.Link)
        {
            return Next(Interfaces.SetItem(interfaceName, state));
        }

        return (before is null || before.Link == state.Link) && Stack.PlaceOfLone(state.Link, state.IsCounted) is { } place
            ? Next(Interfaces.SetItem(interfaceName, state.At(place)))
            : Restacked(Interfaces.SetItem(interfaceName, state));
    }

    /// <summary>Descriptions of the last list stand above those that came with a reading, which may be older.</summary>
    private HostSnapshot Restacked(ImmutableSortedDictionary<string, InterfaceState> interfaces)
    {
        var stack = LinkStack.Of(interfaces.Values.Select(state => state.Link).Concat(Listed));
        var places = stack.Places(interfaces.Values.Where(state => state.IsCounted).Select(state => state.Link.Index).ToHashSet());
        var moved = interfaces.Select(one => KeyValuePair.Create(one.Key, one.Value.At(places[one.Value.Link.Index])))
            .Where(one => !ReferenceEquals(one.Value, interfaces[one.Key]));
        return (this with { Stack = stack }).Next(interfaces.SetItems(moved));
    }

    private HostSnapshot Next(ImmutableSortedDictionary<string, InterfaceState> interfaces)
    {
        var next = this with { Sequence = Sequence + 1, Interfaces = interfaces };
        return next with { IsComplete = next.IsComplete };
    }
}
