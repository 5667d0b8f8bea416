using NetMonitor.Core.Summaries;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Tests.Summaries;

[FsCheck.Xunit.Properties(Arbitrary = [typeof(SummaryGenerators)])]
public sealed class FrameSizeStepSpec : HistogramLaws<FrameSizeStep>
{
    [Fact]
    public void Sizes_that_the_kernel_counted_should_be_taken_over_as_they_are()
    {
        var counted = DirectionCounters.Zero with { Total = new(3, 200), Sizes = [2, 0, 1, .. new ulong[DirectionCounters.SizeBuckets - 3]] };
        var histogram = Histogram<FrameSizeStep>.Of(counted.Sizes.AsSpan(), counted.Total.Bytes);
        Assert.Equal((3UL, 200UL), (histogram.Count, histogram.Sum));
        Assert.Equal(new ValueRange(0, 63), histogram.Quantile(0.5));
        Assert.Equal(new ValueRange(128, 191), histogram.Quantile(1));
    }

    protected override double MostOff(ulong value) => DirectionCounters.SizeBucketBytes / 2;
}
