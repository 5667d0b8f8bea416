using FsCheck.Xunit;
using NetMonitor.Core.Summaries;
using Parts = NetMonitor.Core.Summaries.WindowParts<NetMonitor.Core.Summaries.Histogram<NetMonitor.Core.Summaries.FrameSizeStep>>;
using Sizes = NetMonitor.Core.Summaries.Histogram<NetMonitor.Core.Summaries.FrameSizeStep>;

namespace NetMonitor.Core.Tests.Summaries;

/// <summary>The items of a stream are sizes with the age of the part they fell into.</summary>
[Properties(Arbitrary = [typeof(SummaryGenerators)])]
public sealed class WindowPartsSpec : ExactMergeLaws<Parts, (byte Age, ulong Size)>
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);

    [Property]
    public void Total_should_be_that_of_all_parts_of_all_hosts(Parts a, Parts b) =>
        Assert.Equal(a.Total.Merge(b.Total), a.Merge(b).Total);

    [Property]
    public void Parts_should_be_merged_by_age(Parts a, Parts b, byte age)
    {
        var merged = a.Merge(b);
        Assert.Equal(Math.Max(a.Parts.Length, b.Parts.Length), merged.Parts.Length);
        Assert.Equal(a.Youngest(age % 7).Merge(b.Youngest(age % 7)), merged.Youngest(age % 7));
    }

    [Fact]
    public void Parts_of_different_durations_should_not_merge()
    {
        var seconds = new Parts(TimeSpan.FromSeconds(1), [Sizes.Empty]);
        var minutes = new Parts(TimeSpan.FromMinutes(1), [Sizes.Empty]);
        Assert.False(seconds.AlignsWith(minutes));
        Assert.Throws<ArgumentException>(() => seconds.Merge(minutes));
        Assert.True(seconds.AlignsWith(seconds) && seconds.AlignsWith(Parts.Empty) && Parts.Empty.AlignsWith(minutes));
    }

    [Fact]
    public void Window_should_have_parts_and_a_duration()
    {
        Assert.Throws<ArgumentException>(() => new Parts(Duration, []));
        Assert.Throws<ArgumentException>(() => new Parts(Duration, default));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Parts(TimeSpan.Zero, [Sizes.Empty]));
    }

    protected override Parts Of(IReadOnlyList<(byte Age, ulong Size)> stream) => stream.Count == 0
        ? Parts.Empty
        : new(Duration, [.. Enumerable.Range(0, stream.Max(item => item.Age) + 1).Select(age =>
            HistogramLaws<FrameSizeStep>.Summary([.. stream.Where(item => item.Age == age).Select(item => item.Size)]))]);
}
