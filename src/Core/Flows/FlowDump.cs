using System.Collections.Immutable;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Core.Flows;

/// <summary>Every flow that the ledger held at one moment, or those of them that match. Immutable.</summary>
/// <param name="Rows">In no order.</param>
/// <param name="Folded">Flows that are no rows any more, whatever the filter.</param>
public sealed record FlowDump(MonotonicTime At, ImmutableArray<FlowRow> Rows, FoldedSummary Folded, FlowFilter Filter)
{
    public static FlowDump Empty { get; } = new(default, [], FoldedSummary.Nothing, FlowFilter.All);
}
