using System.Collections.Immutable;
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

    /// <summary>Sum over all NICs. A packet that crosses two of them (a bond and its member, a bridge and its port) counts at both.</summary>
    public TrafficCounters Total =>
        Interfaces.Values.Aggregate(TrafficCounters.Zero, static (sum, state) => sum + state.Totals);

    /// <summary>The NIC has no attachment: it waits for its first one, or lost the one it had.</summary>
    public HostSnapshot Detached(LinkDescription link, InterfaceCondition condition, string reason, long restarts) =>
        With(link.Name, (Find(link.Name) ?? InterfaceState.Initial(link)).Detached(link, condition, reason, restarts));

    public HostSnapshot LinkChanged(LinkDescription link) => Find(link.Name) is { } state ? With(link.Name, state with { Link = link }) : this;

    /// <summary>Folds a reading in. One of a NIC that was never announced, or is gone, changes nothing.</summary>
    public HostSnapshot After(InterfaceSummary summary) => Find(summary.Link.Name) is { } state
        ? With(summary.Link.Name, state.After(summary))
        : this;

    /// <summary>As <see cref="After"/>, for the last reading of an attachment that has ended.</summary>
    public HostSnapshot Finished(InterfaceSummary summary) => Find(summary.Link.Name) is { } state
        ? With(summary.Link.Name, state.Finished(summary))
        : this;

    public HostSnapshot Without(string interfaceName) => Interfaces.ContainsKey(interfaceName)
        ? new(Sequence + 1, Interfaces.Remove(interfaceName))
        : this;

    private InterfaceState? Find(string interfaceName) => Interfaces.GetValueOrDefault(interfaceName);

    private HostSnapshot With(string interfaceName, InterfaceState state) =>
        new(Sequence + 1, Interfaces.SetItem(interfaceName, state));
}
