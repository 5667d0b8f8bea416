using System.Collections.Immutable;
using NetMonitor.Core.Summaries;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Flows;

/// <summary>The flows that a full ledger folded, summed up by each grouping, with how far that can be off.</summary>
/// <param name="Total">Exact.</param>
/// <param name="Bytes">One entry per <see cref="TalkerGrouping"/>.</param>
/// <param name="Packets">As <paramref name="Bytes"/>.</param>
public sealed record FoldedSummary(
    Count Total, ImmutableArray<HeavyHitters<FlowKey>> Bytes, ImmutableArray<HeavyHitters<FlowKey>> Packets)
{
    /// <summary>Nothing was folded.</summary>
    public static FoldedSummary Nothing { get; } = new(default, Empty(), Empty());

    public bool IsNothing => Total == default;

    internal static FoldedSummary Of(FoldedTalkers newer, FoldedTalkers older)
    {
        ImmutableArray<HeavyHitters<FlowKey>> bytes = [.. TalkerGroupings.All.Select(grouping => newer.Bytes(grouping).Merge(older.Bytes(grouping)))];
        ImmutableArray<HeavyHitters<FlowKey>> packets = [.. TalkerGroupings.All.Select(grouping => newer.Packets(grouping).Merge(older.Packets(grouping)))];
        return new(new(packets[0].Total, bytes[0].Total), bytes, packets);
    }

    private static ImmutableArray<HeavyHitters<FlowKey>> Empty() => [.. TalkerGroupings.All.Select(static _ => HeavyHitters<FlowKey>.Empty)];
}
