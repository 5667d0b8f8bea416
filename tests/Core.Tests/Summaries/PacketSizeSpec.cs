using NetMonitor.Core.Summaries;

namespace NetMonitor.Core.Tests.Summaries;

[FsCheck.Xunit.Properties(Arbitrary = [typeof(SummaryGenerators)])]
public sealed class PacketSizeSpec : HistogramLaws<PacketSize>
{
    [Fact]
    public void Sizes_should_be_told_apart_to_one_thirty_second()
    {
        Assert.Equal((209, 1 / 32.0), (PacketSize.Buckets, PacketSize.RelativeError));
        Assert.Equal(new ValueRange(1472, 1535), Summary([1514]).Quantile(0.5));
        Assert.Equal(new ValueRange(31, 31), Summary([31]).Quantile(0.5));
        Assert.Equal(new ValueRange(63_488, 65_535), Summary([65_535]).Quantile(0.5));
        Assert.Equal(new ValueRange(65_536, null), Summary([1_000_000]).Quantile(0.5));
    }

    protected override double MostOff(ulong value) => value * PacketSize.RelativeError;
}
