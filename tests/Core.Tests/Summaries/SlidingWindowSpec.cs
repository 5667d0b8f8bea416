using FsCheck.Xunit;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Summaries;
using Sizes = NetMonitor.Core.Summaries.Histogram<NetMonitor.Core.Summaries.FrameSizeStep>;

namespace NetMonitor.Core.Tests.Summaries;

[Properties(Arbitrary = [typeof(SummaryGenerators)])]
public sealed class SlidingWindowSpec
{
    private const int Parts = 4;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);

    private static SlidingWindow<Sizes> New => new(Duration, Parts);

    [Property]
    public void Window_should_hold_what_is_recent_by_the_latest_moment((MonotonicTime At, ulong Size)[] values, MonotonicTime now)
    {
        var window = Fold(values).At(now);
        var latest = values.Select(value => PartOf(value.At)).Append(PartOf(now)).Max();
        for (var age = 0; age < Parts; age++)
        {
            Assert.Equal(All(values.Where(value => PartOf(value.At) == latest - age)), window.Parts.Parts[age]);
        }

        Assert.Equal(All(values.Where(value => PartOf(value.At) > latest - Parts)), window.Total);
    }

    [Property]
    public void Window_should_not_depend_on_the_order_in_which_values_come((MonotonicTime At, ulong Size)[] values, int seed)
    {
        var shuffled = values.ToArray();
        new Random(seed).Shuffle(shuffled);
        Assert.Equal(Fold(values).Parts, Fold(shuffled).Parts);
        Assert.Equal(Fold(values).Total, Fold(shuffled).Total);
    }

    [Property]
    public void Every_value_should_be_in_a_part_or_passed_or_late((MonotonicTime At, ulong Size)[] values)
    {
        var (window, late) = (New, 0L);
        var latest = long.MinValue;
        foreach (var (at, size) in values)
        {
            latest = Math.Max(latest, (long)PartOf(at));
            late += PartOf(at) <= (Int128)latest - Parts ? 1 : 0;
            window = window.After(at, All([(at, size)]));
            Assert.Equal(late, window.Late);
        }
    }

    [Property]
    public void Total_should_be_that_of_the_parts_whenever_it_is_asked_for((MonotonicTime At, ulong Size)[] values)
    {
        var window = New;
        foreach (var (at, size) in values)
        {
            window = window.After(at, All([(at, size)]));
            Assert.Equal(window.Parts.Total, window.Total);
        }
    }

    [Property]
    public void Window_should_not_go_back(MonotonicTime a, MonotonicTime b, ulong size)
    {
        var window = New.At(a).After(b, All([(b, size)]));
        var earlier = a.Nanoseconds < b.Nanoseconds ? a : b;
        Assert.Same(window, window.At(earlier));
    }

    [Property]
    public void Window_should_stay_as_it_was_when_a_later_one_is_made_of_it((MonotonicTime At, ulong Size)[] values, MonotonicTime at)
    {
        var window = Fold(values);
        var (total, parts) = (window.Total, window.Parts);
        _ = window.After(at, All([(at, 1)])).At(new(long.MaxValue));
        Assert.Equal((total, parts), (window.Total, window.Parts));
    }

    [Property]
    public void Hosts_whose_clocks_differ_should_merge_by_age((byte Second, ulong Size)[] mine, (byte Second, ulong Size)[] yours, uint hoursApart)
    {
        SlidingWindow<Sizes> Host(IEnumerable<(byte Second, ulong Size)> values, long boot) => Fold(
            values.Select(value => (new MonotonicTime((boot + value.Second) * 1_000_000_000), value.Size))).At(new((boot + 255) * 1_000_000_000));

        var together = Host(mine.Concat(yours), 0).Parts;
        var apart = Host(mine, 0).Parts.Merge(Host(yours, hoursApart * 3_600L).Parts);
        Assert.Equal(together, apart);
    }

    [Fact]
    public void Value_should_go_when_the_window_has_passed_its_part()
    {
        var window = New.After(Second(9), All([(default, 5)]));
        Assert.Equal(1UL, window.At(Second(39.999)).Total.Count);
        Assert.Equal(0UL, window.At(Second(40)).Total.Count);
    }

    [Fact]
    public void Part_before_the_clock_began_should_be_one_of_its_own()
    {
        var window = New.After(new(-1), All([(default, 5)])).After(new(0), All([(default, 5), (default, 5)]));
        Assert.Equal((2UL, 1UL), (window.Parts.Parts[0].Count, window.Parts.Parts[1].Count));
    }

    [Fact]
    public void Late_value_should_be_taken_as_long_as_its_part_is_there()
    {
        var window = New.At(Second(39));
        Assert.Equal((1UL, 0L), Seen(window.After(Second(0), All([(default, 5)]))));
        Assert.Equal((0UL, 1L), Seen(window.At(Second(40)).After(Second(9.999), All([(default, 5)]))));
    }

    [Fact]
    public void Jump_of_any_length_should_leave_an_empty_window()
    {
        var window = New.After(new(long.MinValue), All([(default, 5)])).At(new(long.MaxValue));
        Assert.Equal((0UL, 0L), Seen(window));
        Assert.Equal((1UL, 0L), Seen(window.After(new(long.MaxValue), All([(default, 5)]))));
    }

    [Fact]
    public void Closed_parts_should_be_merged_once_and_not_at_each_question()
    {
        var window = new SlidingWindow<MergeCount>(Duration, Parts).After(Second(5), new(1)).After(Second(15), new(1)).At(Second(35));
        _ = window.Total;
        var before = MergeCount.Merges;
        for (var i = 0; i < 10; i++)
        {
            window = window.After(Second(36), new(1));
            _ = window.Total;
        }

        Assert.Equal(20, MergeCount.Merges - before);
    }

    [Fact]
    public void Window_should_have_parts_and_a_duration()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SlidingWindow<Sizes>(Duration, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SlidingWindow<Sizes>(TimeSpan.Zero, 1));
    }

    [Property]
    public void Top_talkers_of_a_window_should_keep_their_bounds(WeightedStream stream, byte[] seconds)
    {
        var window = new SlidingWindow<HeavyHitters<CollidingKey>>(Duration, Parts);
        var chunks = stream.Items.Chunk(5).ToArray();
        foreach (var (chunk, index) in chunks.Select((chunk, index) => (chunk, index)))
        {
            var second = index < seconds.Length ? seconds[index] % 40 : 0;
            window = window.After(Second(second), HeavyHittersSpec.Summary(new("part", chunk), 5));
        }

        Assert.Equal(window.Parts.Total, window.Total);
        HeavyHittersSpec.AssertBounds(stream, chunks.Length == 0 ? HeavyHittersSpec.Summary(stream, 5) : window.Total, "window");
    }

    private static MonotonicTime Second(double second) => new((long)(second * 1e9));

    private static (ulong Count, long Late) Seen(SlidingWindow<Sizes> window) => (window.Total.Count, window.Late);

    private static SlidingWindow<Sizes> Fold(IEnumerable<(MonotonicTime At, ulong Size)> values) =>
        values.Aggregate(New, (window, value) => window.After(value.At, All([value])));

    private static Sizes All(IEnumerable<(MonotonicTime At, ulong Size)> values) =>
        HistogramLaws<FrameSizeStep>.Summary([.. values.Select(value => value.Size)]);

    private static Int128 PartOf(MonotonicTime time) => (Int128)Math.Floor((decimal)time.Nanoseconds / 10_000_000_000m);
}
