using NetMonitor.Core.Summaries;

namespace NetMonitor.Core.Tests.Summaries;

[FsCheck.Xunit.Properties(Arbitrary = [typeof(SummaryGenerators)])]
public sealed class FlowDurationSpec : HistogramLaws<FlowDuration>
{
    [Fact]
    public void Durations_should_be_told_apart_to_one_thirty_second()
    {
        Assert.Equal((401, 1 / 32.0), (FlowDuration.Buckets, FlowDuration.RelativeError));
        Assert.Equal(new ValueRange(992, 1023), Summary([1_000]).Quantile(0.5));
        Assert.Equal(new ValueRange(1UL << 28, null), Summary([1UL << 40]).Quantile(0.5));
    }

    protected override double MostOff(ulong value) => value * FlowDuration.RelativeError;
}
