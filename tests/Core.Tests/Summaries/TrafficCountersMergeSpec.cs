using FsCheck.Xunit;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Tests.Summaries;

/// <summary>Counts of packets, each seen in one direction.</summary>
[Properties(Arbitrary = [typeof(Generators)], MaxTest = 30)]
public sealed class TrafficCountersMergeSpec : ExactMergeLaws<TrafficCounters, (bool IsRx, Count Count)>
{
    protected override TrafficCounters Of(IReadOnlyList<(bool IsRx, Count Count)> stream) => stream.Aggregate(
        TrafficCounters.Zero,
        static (sum, item) => sum + (item.IsRx ? new(Total(item.Count), DirectionCounters.Zero) : new(DirectionCounters.Zero, Total(item.Count))));

    private static DirectionCounters Total(Count count) => DirectionCounters.Zero with { Total = count };
}
