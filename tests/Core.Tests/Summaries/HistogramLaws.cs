using FsCheck.Xunit;
using NetMonitor.Core.Summaries;

namespace NetMonitor.Core.Tests.Summaries;

/// <summary>What holds for histograms of every scale.</summary>
public abstract class HistogramLaws<TScale> : ExactMergeLaws<Histogram<TScale>, ulong>
    where TScale : IHistogramScale
{
    private static readonly double[] Shares = [0, 0.001, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999, 1];

    [Property]
    public void Quantile_should_enclose_the_true_one(ulong[] values, ulong more)
    {
        ulong[] sorted = [.. values.Append(more).Order()];
        var histogram = Summary(sorted);
        foreach (var share in Shares)
        {
            var truth = sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
            var range = Assert.NotNull(histogram.Quantile(share));
            Assert.True(range.Low <= truth && truth <= (range.High ?? ulong.MaxValue), $"{truth} at {share} is not in {range}");
            Assert.True(range.High is null || Math.Abs(range.Middle - truth) <= MostOff(truth), $"{range.Middle} for {truth}");
        }
    }

    [Property]
    public void Quantile_should_be_found_whatever_the_counts_are(Histogram<TScale> histogram, ushort share)
    {
        var range = histogram.Quantile(share / (double)ushort.MaxValue);
        Assert.Equal(histogram.Count == 0, range is null);
    }

    [Property]
    public void Count_and_sum_should_be_those_of_the_values(ulong[] values)
    {
        var histogram = Summary(values);
        Assert.Equal((ulong)values.Length, histogram.Count);
        Assert.Equal(values.Aggregate(0UL, static (sum, value) => sum + value), histogram.Sum);
    }

    [Property]
    public void Value_added_several_times_at_once_should_count_as_often(ulong value, byte times)
    {
        var builder = new HistogramBuilder<TScale>();
        builder.Add(value, times);
        Assert.Equal(Summary([.. Enumerable.Repeat(value, times)]), builder.ToHistogram());
    }

    [Property]
    public void Builder_should_be_as_new_when_cleared(ulong[] before, ulong[] values)
    {
        var builder = new HistogramBuilder<TScale>();
        Feed(builder, before);
        var first = builder.ToHistogram();
        builder.Clear();
        Feed(builder, values);
        Assert.Equal(Summary(values), builder.ToHistogram());
        Assert.Equal(Summary(before), first);
    }

    [Property]
    public void Summary_should_come_back_from_its_own_counts(Histogram<TScale> a) => Assert.Equal(a, Histogram<TScale>.Of(a.Counts, a.Sum));

    [Property]
    public void Every_value_should_lie_within_its_bucket(ulong value)
    {
        var bucket = TScale.BucketOf(value);
        Assert.InRange(bucket, 0, TScale.Buckets - 1);
        Assert.True(TScale.LowestOf(bucket) <= value && (bucket == TScale.Buckets - 1 || value < TScale.LowestOf(bucket + 1)));
    }

    [Fact]
    public void Buckets_should_follow_each_other_from_zero_on()
    {
        Assert.Equal(0UL, TScale.LowestOf(0));
        for (var bucket = 1; bucket < TScale.Buckets; bucket++)
        {
            var lowest = TScale.LowestOf(bucket);
            Assert.Equal((bucket, bucket - 1), (TScale.BucketOf(lowest), TScale.BucketOf(lowest - 1)));
        }

        Assert.Equal(TScale.Buckets - 1, TScale.BucketOf(ulong.MaxValue));
    }

    [Fact]
    public void Histogram_of_other_bounds_should_be_refused() =>
        Assert.Throws<ArgumentException>(() => Histogram<TScale>.Of(new ulong[TScale.Buckets + 1], 0));

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void Quantile_should_be_refused_when_it_is_no_share(double share) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Summary([1]).Quantile(share));

    [Fact]
    public void Largest_value_should_be_found_when_a_double_cannot_tell_the_ranks_apart()
    {
        var builder = new HistogramBuilder<TScale>();
        builder.Add(1, (1UL << 53) + 2);
        builder.Add(TScale.LowestOf(TScale.Buckets - 1));
        Assert.Equal(new ValueRange(TScale.LowestOf(TScale.Buckets - 1), null), builder.ToHistogram().Quantile(1));
    }

    internal static Histogram<TScale> Summary(ulong[] values)
    {
        var builder = new HistogramBuilder<TScale>();
        Feed(builder, values);
        return builder.ToHistogram();
    }

    protected override Histogram<TScale> Of(IReadOnlyList<ulong> stream) => Summary([.. stream]);

    /// <summary>The stated error at a value.</summary>
    protected abstract double MostOff(ulong value);

    private static void Feed(HistogramBuilder<TScale> builder, ulong[] values)
    {
        foreach (var value in values)
        {
            builder.Add(value);
        }
    }
}
