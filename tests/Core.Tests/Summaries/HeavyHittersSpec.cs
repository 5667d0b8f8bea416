using FsCheck.Xunit;
using NetMonitor.Core.Summaries;
using Entry = NetMonitor.Core.Summaries.HeavyHitter<NetMonitor.Core.Tests.Summaries.CollidingKey>;
using Talkers = NetMonitor.Core.Summaries.HeavyHitters<NetMonitor.Core.Tests.Summaries.CollidingKey>;

namespace NetMonitor.Core.Tests.Summaries;

[Properties(Arbitrary = [typeof(SummaryGenerators)])]
public sealed class HeavyHittersSpec : MergeLaws<Talkers>
{
    public static TheoryData<string> Adversarial => [.. WeightedStream.Adversarial.Select(stream => stream.Name)];

    [Property]
    public void Truth_should_lie_within_the_bounds_over_any_tree_of_merges(WeightedStream stream, byte capacity, byte parts, int seed) =>
        AssertBounds(stream, (capacity % 20) + 1, (parts % 12) + 1, seed);

    [Theory]
    [MemberData(nameof(Adversarial))]
    public void Truth_should_lie_within_the_bounds_when_the_stream_is_unkind(string name)
    {
        var stream = WeightedStream.Adversarial.Single(stream => stream.Name == name);
        foreach (var (capacity, parts) in from capacity in (int[])[1, 2, 7, 64, 1_009] from parts in (int[])[1, 3, 60] select (capacity, parts))
        {
            AssertBounds(stream, capacity, parts, seed: 4);
        }
    }

    [Property]
    public void Truth_should_lie_within_the_bounds_when_hosts_differ_in_capacity(WeightedStream stream, byte[] capacities, int seed)
    {
        var random = new Random(seed);
        int[] sizes = [9, .. capacities.Select(capacity => (capacity % 30) + 1)];
        var dealt = stream.Items.ToLookup(_ => random.Next(sizes.Length));
        var merged = MergeTree.AtRandom(
            sizes.Select((capacity, index) => Summary(new WeightedStream("part", [.. dealt[index]]), capacity)), random);
        Assert.Equal(sizes.Min(), merged.Capacity);
        AssertBounds(stream, merged, "capacities differ");
    }

    [Property]
    public void Summary_should_be_exact_in_any_grouping_when_there_is_room_for_every_key(WeightedStream stream, byte parts, int seed)
    {
        var truth = stream.Truth;
        var capacity = truth.Count + 1;
        var exact = Talkers.Of(capacity, stream.Total, truth.Select(pair => new Entry(pair.Key, pair.Value, 0)));
        foreach (var (_, streams) in stream.Splits((parts % 12) + 1, seed))
        {
            Assert.Equal(exact, MergeTree.AtRandom(streams.Select(part => Summary(part, capacity)).Append(Summary(new("none", []), capacity)), new Random(seed)));
        }
    }

    [Property]
    public void Entries_should_come_in_one_order_only(Talkers a, Talkers b)
    {
        var entries = a.Merge(b).Entries;
        Assert.Equal(entries.OrderByDescending(entry => entry.Count).ThenBy(entry => entry.Key), entries);
    }

    [Property]
    public void Summary_should_come_back_from_its_own_entries(Talkers a, int seed)
    {
        var entries = a.Entries.ToArray();
        new Random(seed).Shuffle(entries);
        Assert.Equal(a, Talkers.Of(a.Capacity, a.Total, entries));
    }

    [Fact]
    public void Key_that_one_side_lacks_should_be_booked_with_what_it_may_have_had_there()
    {
        var a = Talkers.Of(2, 15, [new(new(1), 10, 0), new(new(2), 5, 1)]);
        var b = Talkers.Of(2, 11, [new(new(1), 8, 2), new(new(3), 3, 0)]);
        Assert.Equal(Talkers.Of(2, 26, [new(new(1), 18, 2), new(new(2), 8, 4)]), a.Merge(b));
    }

    [Fact]
    public void Smaller_key_should_stay_when_counts_are_the_same()
    {
        var a = Talkers.Of(2, 6, [new(new(3), 3, 0), new(new(4), 3, 0)]);
        var b = Talkers.Of(2, 6, [new(new(2), 3, 0), new(new(1), 3, 0)]);
        Assert.Equal((Entry[])[new(new(1), 6, 3), new(new(2), 6, 3)], a.Merge(b).Entries);
    }

    public static TheoryData<string, int, ulong, Entry[]> Impossible => new()
    {
        { "more entries than room", 1, 3, [new(new(1), 2, 0), new(new(2), 1, 0)] },
        { "an entry without weight", 2, 0, [new(new(1), 0, 0)] },
        { "a key twice", 2, 3, [new(new(1), 2, 0), new(new(1), 1, 0)] },
        { "more counted than there was", 2, 2, [new(new(1), 2, 0), new(new(2), 1, 0)] },
        { "sums that wrap", 2, 2, [new(new(1), ulong.MaxValue, 0), new(new(2), 3, 0)] },
        { "less counted than there was, with room left", 3, 4, [new(new(1), 2, 0), new(new(2), 1, 0)] },
        { "an error larger than any key without an entry can have", 2, 3, [new(new(1), 2, 2), new(new(2), 1, 0)] },
        { "an error with room left", 3, 3, [new(new(1), 2, 1), new(new(2), 1, 0)] },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void Summary_that_no_stream_has_should_be_refused(string what, int capacity, ulong total, Entry[] entries)
    {
        Assert.NotEmpty(what);
        Assert.Throws<ArgumentException>(() => Talkers.Of(capacity, total, entries));
    }

    [Fact]
    public void Capacity_should_be_positive()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Talkers.Of(0, 0, []));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpaceSaving<CollidingKey>(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpaceSaving<CollidingKey>(-1));
    }

    internal static Talkers Summary(WeightedStream stream, int capacity)
    {
        var counters = new SpaceSaving<CollidingKey>(capacity);
        foreach (var (key, weight) in stream.Items)
        {
            counters.Add(key, weight);
        }

        return counters.ToHeavyHitters();
    }

    /// <summary>For every way to split the stream and every tree of merges.</summary>
    private static void AssertBounds(WeightedStream stream, int capacity, int parts, int seed)
    {
        foreach (var (split, streams) in stream.Splits(parts, seed))
        {
            Talkers[] summaries = [.. streams.Select(part => Summary(part, capacity))];
            foreach (var (tree, merge) in MergeTree.Shapes<Talkers>(seed))
            {
                AssertBounds(stream, merge(summaries), $"{parts} parts for {capacity} counters, {split}, {tree}");
            }
        }
    }

    internal static void AssertBounds(WeightedStream stream, Talkers summary, string how)
    {
        var truth = stream.Truth;
        Assert.Equal(stream.Total, summary.Total);
        Assert.True(summary.Entries.Length == Math.Min(summary.Capacity, truth.Count), $"{how}: {summary.Entries.Length} entries for {truth.Count} keys");
        Assert.True(summary.ErrorBound <= stream.Total / (ulong)summary.Capacity, $"{how}: bound {summary.ErrorBound}");
        foreach (var (key, count, error) in summary.Entries)
        {
            var real = truth.GetValueOrDefault(key);
            Assert.True(count - error <= real && real <= count, $"{how}: {real} of {key} is not within {count - error} and {count}");
            Assert.True(error <= summary.ErrorBound, $"{how}: error {error} of {key} above {summary.ErrorBound}");
        }

        var held = summary.Entries.Select(entry => entry.Key).ToHashSet();
        foreach (var (key, real) in truth)
        {
            Assert.True(held.Contains(key) || real <= summary.ErrorBound, $"{how}: {real} of {key} has no entry, above {summary.ErrorBound}");
        }
    }
}
