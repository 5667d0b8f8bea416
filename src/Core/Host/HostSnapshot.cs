using System.Collections.Immutable;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Core.Host;

/// <summary>What one host saw, as one immutable value; every outward face reads this and nothing below it.</summary>
/// <param name="Sequence">Grows with every snapshot of one process.</param>
/// <param name="Interfaces">By interface name.</param>
public sealed record HostSnapshot(long Sequence, ImmutableSortedDictionary<string, InterfaceState> Interfaces)
{
    public static HostSnapshot Empty { get; } =
        new(0, ImmutableSortedDictionary.Create<string, InterfaceState>(StringComparer.Ordinal));
}
