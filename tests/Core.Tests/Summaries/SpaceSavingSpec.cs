using FsCheck.Xunit;
using NetMonitor.Core.Summaries;
using Entry = NetMonitor.Core.Summaries.HeavyHitter<NetMonitor.Core.Tests.Summaries.CollidingKey>;

namespace NetMonitor.Core.Tests.Summaries;

[Properties(Arbitrary = [typeof(SummaryGenerators)])]
public sealed class SpaceSavingSpec
{
    [Property]
    public void Counters_should_do_as_the_paper_says(WeightedStream stream, byte capacity)
    {
        var size = (capacity % 20) + 1;
        Assert.Equal(ByThePaper(stream, size), HeavyHittersSpec.Summary(stream, size).Entries);
    }

    [Fact]
    public void Counters_should_do_as_the_paper_says_when_the_stream_is_unkind() => Assert.All(
        WeightedStream.Adversarial,
        stream => Assert.All([1, 2, 7, 64], capacity => Assert.Equal(ByThePaper(stream, capacity), HeavyHittersSpec.Summary(stream, capacity).Entries)));

    [Property]
    public void Counts_should_share_out_the_total(WeightedStream stream, byte capacity)
    {
        var summary = HeavyHittersSpec.Summary(stream, (capacity % 20) + 1);
        Assert.Equal(stream.Total, summary.Entries.Aggregate(0UL, static (sum, entry) => sum + entry.Count));
    }

    [Property]
    public void Counters_should_be_as_new_when_cleared(WeightedStream before, WeightedStream stream)
    {
        var counters = new SpaceSaving<CollidingKey>(7);
        Feed(counters, before);
        counters.Clear();
        Assert.Equal(0UL, counters.Total);
        Feed(counters, stream);
        Assert.Equal(HeavyHittersSpec.Summary(stream, 7), counters.ToHeavyHitters());
    }

    [Property]
    public void Summary_should_not_change_when_more_is_added(WeightedStream first, WeightedStream second)
    {
        var counters = new SpaceSaving<CollidingKey>(7);
        Feed(counters, first);
        var summary = counters.ToHeavyHitters();
        Feed(counters, second);
        Assert.Equal(HeavyHittersSpec.Summary(first, 7), summary);
        Assert.Equal(HeavyHittersSpec.Summary(new("both", [.. first.Items, .. second.Items]), 7), counters.ToHeavyHitters());
    }

    [Fact]
    public void Newcomer_should_take_over_the_smallest_counter_with_its_count_as_error()
    {
        var counters = new SpaceSaving<CollidingKey>(2);
        counters.Add(new(1), 10);
        counters.Add(new(2), 4);
        counters.Add(new(3), 1);
        Assert.Equal((Entry[])[new(new(1), 10, 0), new(new(3), 5, 4)], counters.ToHeavyHitters().Entries);
    }

    [Fact]
    public void Greatest_key_should_go_first_when_counts_are_the_same()
    {
        var counters = new SpaceSaving<CollidingKey>(3);
        foreach (var key in (int[])[5, 9, 7, 6])
        {
            counters.Add(new(key), 1);
        }

        Assert.Equal((Entry[])[new(new(6), 2, 1), new(new(5), 1, 0), new(new(7), 1, 0)], counters.ToHeavyHitters().Entries);
    }

    [Fact]
    public void Add_should_allocate_nothing()
    {
        var counters = new SpaceSaving<long>(64);
        void Round()
        {
            for (var i = 0; i < 10_000; i++)
            {
                counters.Add(i * 7919L % 1_000, (ulong)(i % 1_500));
            }
        }

        Round();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Round();
        counters.Clear();
        Round();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void Feed(SpaceSaving<CollidingKey> counters, WeightedStream stream)
    {
        foreach (var (key, weight) in stream.Items)
        {
            counters.Add(key, weight);
        }
    }

    /// <summary>The algorithm in its simplest form, with a search of all counters at each step.</summary>
    private static Entry[] ByThePaper(WeightedStream stream, int capacity)
    {
        var counters = new List<Entry>();
        foreach (var (key, weight) in stream.Items.Where(item => item.Weight > 0))
        {
            var index = counters.FindIndex(entry => entry.Key == key);
            if (index >= 0)
            {
                counters[index] = counters[index] with { Count = counters[index].Count + weight };
            }
            else if (counters.Count < capacity)
            {
                counters.Add(new(key, weight, 0));
            }
            else
            {
                var smallest = counters.OrderBy(entry => entry.Count).ThenByDescending(entry => entry.Key).First();
                counters[counters.IndexOf(smallest)] = new(key, smallest.Count + weight, smallest.Count);
            }
        }

        return [.. counters.OrderByDescending(entry => entry.Count).ThenBy(entry => entry.Key)];
    }
}
