using System.Collections.Immutable;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Core.Flows;

/// <summary>The ledger at one moment, as small as fits into every snapshot: figures, and the largest flows. Immutable.</summary>
/// <param name="Flows">Held, of all NICs.</param>
/// <param name="Open">Of these, not closed.</param>
/// <param name="Opened">Ever, a flow that came back after it was forgotten or folded again.</param>
/// <param name="Folded">Ever, into <c>other</c>.</param>
/// <param name="Nics">In order of name.</param>
/// <param name="Top">The largest flows by bytes, exactly as held; of several as large the lower key, NIC and direction first.</param>
public sealed record FlowView(
    MonotonicTime At, int Flows, int Open, long Opened, long Folded, ImmutableArray<NicFlows> Nics, ImmutableArray<FlowRow> Top)
{
    public static FlowView Empty { get; } = new(default, 0, 0, 0, 0, [], []);
}
