using System.Collections.Immutable;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Summaries;

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
    /// <summary>The last minute, in parts of ten seconds, the youngest still filling. A part has what was told in its time, also of
    /// late windows. What was forgotten because a fold failed may be missing.</summary>
    public WindowParts<FlowSummary> Recent { get; init; } = WindowParts<FlowSummary>.Empty;

    /// <summary>Most pairs of hosts in <see cref="Pairs"/>, over all NICs and directions: where there are many, each shows fewer.</summary>
    public const int MostPairs = 1000;

    /// <summary>Flows that the ledger can hold.</summary>
    public int Capacity { get; init; }

    /// <summary>In order of NIC and direction; empty where nobody asked for it.</summary>
    public ImmutableArray<NicPairs> Pairs { get; init; } = [];

    public static FlowView Empty { get; } = new(default, 0, 0, 0, 0, [], []);
}
