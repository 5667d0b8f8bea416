using System.Collections.Immutable;
using NetMonitor.Core.Summaries;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Flows;

/// <summary>The largest groups of a dump.</summary>
/// <param name="Rows">Largest first; of several as large the lower key.</param>
/// <param name="Groups">Known, listed or not.</param>
/// <param name="Total">Of all flows held that match. Exact.</param>
/// <param name="Folded">What was folded, of which it is not known in full whose it is.</param>
public sealed record TopTalkers(
    TalkerGrouping Grouping, TalkerMeasure Measure, ImmutableArray<Talker> Rows, int Groups, Count Total, Count Folded)
{
    /// <summary>No flow was folded within the last retention or two: every figure is the truth.</summary>
    public bool IsExact => Folded == default;

    /// <summary>One pass over the rows. What was folded counts for a group as far as it is certain (space-saving gives its bounds); where
    /// the dump was filtered, nothing of it is certain, and only the upper bound knows it.</summary>
    public static TopTalkers Of(FlowDump dump, TalkerGrouping grouping, TalkerMeasure measure, int count)
    {
        var groups = new Dictionary<FlowKey, Sum>();
        var total = default(Count);
        foreach (ref readonly var row in dump.Rows.AsSpan())
        {
            var flow = new Count(row.Counts.Packets, row.Counts.Bytes);
            total += flow;
            var group = grouping.Group(row.Key);
            var sum = groups.GetValueOrDefault(group);
            groups[group] = sum with { Count = sum.Count + flow, Flows = sum.Flows + 1 };
        }

        var missing = AddFolded(groups, dump, grouping);
        var talkers = groups
            .Select(pair => new Talker(pair.Key, pair.Value.Count, pair.Value.Flows, pair.Value.IsFolded ? pair.Value.Missing : missing))
            .OrderByDescending(talker => talker.By(measure))
            .ThenBy(static talker => talker.Key)
            .Take(count);
        return new(grouping, measure, [.. talkers], groups.Count, total, dump.Folded.Total);
    }

    /// <returns>What a group that no summary names may have had.</returns>
    private static Count AddFolded(Dictionary<FlowKey, Sum> groups, FlowDump dump, TalkerGrouping grouping)
    {
        if (dump.Folded.IsNothing)
        {
            return default;
        }

        var bytes = dump.Folded.Bytes[(int)grouping];
        var packets = dump.Folded.Packets[(int)grouping];
        var missing = new Count(packets.ErrorBound, bytes.ErrorBound);
        foreach (var entry in packets.Entries)
        {
            Add(entry, new(entry.Guaranteed, 0), sum => new(entry.Error, sum.Bytes));
        }

        foreach (var entry in bytes.Entries)
        {
            Add(entry, new(0, entry.Guaranteed), sum => new(sum.Packets, entry.Error));
        }

        return missing;

        void Add(HeavyHitter<FlowKey> entry, Count certain, Func<Count, Count> missingOf)
        {
            // A filter may have left out every flow of this group: then it is none of the dump's.
            if (!dump.Filter.IsAll && !groups.ContainsKey(entry.Key))
            {
                return;
            }

            var sum = groups.GetValueOrDefault(entry.Key);
            var before = sum.IsFolded ? sum.Missing : missing;
            groups[entry.Key] = dump.Filter.IsAll
                ? sum with { Count = sum.Count + certain, Missing = missingOf(before), IsFolded = true }
                : sum with { Missing = missingOf(before) + certain, IsFolded = true };
        }
    }

    private readonly record struct Sum(Count Count, int Flows, Count Missing, bool IsFolded);
}
