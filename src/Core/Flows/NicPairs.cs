using System.Collections.Immutable;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Flows;

/// <summary>The pairs of hosts of one NIC and direction that have the most bytes in the flows held.</summary>
/// <param name="Largest">Largest first; of several as large the lower addresses.</param>
/// <param name="OtherBytes">Of all other pairs: with these, all that is held.</param>
public sealed record NicPairs(string Nic, Direction Direction, ImmutableArray<HostPair> Largest, ulong OtherBytes);
