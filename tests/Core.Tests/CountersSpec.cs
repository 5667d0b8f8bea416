using FsCheck.Xunit;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Tests;

[Properties(Arbitrary = [typeof(Generators)])]
public sealed class CountersSpec
{
    public static TheoryData<int> EveryCell => [.. Enumerable.Range(0, Cells.PerDirection)];

    [Property]
    public bool Counters_should_add_in_any_grouping(TrafficCounters a, TrafficCounters b, TrafficCounters c) => (a + b) + c == a + (b + c);

    [Property]
    public bool Counters_should_add_in_any_order(TrafficCounters a, TrafficCounters b) => a + b == b + a;

    [Property]
    public bool Counters_should_not_change_when_nothing_is_added(TrafficCounters a) =>
        a + TrafficCounters.Zero == a && a.Since(TrafficCounters.Zero) == a;

    [Property]
    public bool Counters_should_give_back_what_was_added(TrafficCounters a, TrafficCounters b) => (a + b).Since(a) == b;

    [Property]
    public bool Counters_should_differ_from_themselves_by_nothing(TrafficCounters a) => a.Since(a) == TrafficCounters.Zero;

    [Property]
    public bool Counters_should_add_up_from_their_differences(TrafficCounters first, TrafficCounters[] steps)
    {
        var (now, sum) = (first, TrafficCounters.Zero);
        foreach (var step in steps)
        {
            var next = now + step;
            sum += next.Since(now);
            now = next;
        }

        return sum == now.Since(first);
    }

    [Property]
    public bool Counters_should_be_equal_exactly_when_every_figure_is(DirectionCounters a, DirectionCounters b) =>
        a.Equals(b) == Cells.Of(a).SequenceEqual(Cells.Of(b));

    [Property]
    public bool Counters_should_be_equal_and_hash_alike_when_built_from_the_same_figures(DirectionCounters a)
    {
        var twin = Cells.Counters(Cells.Of(a));
        return !ReferenceEquals(a, twin) && a == twin && a.GetHashCode() == twin.GetHashCode();
    }

    [Property]
    public bool Counters_should_add_figure_by_figure(DirectionCounters a, DirectionCounters b) =>
        Cells.Of(a + b).SequenceEqual(Cells.Of(a).Zip(Cells.Of(b), (x, y) => x + y));

    [Property]
    public bool Counters_should_count_as_reset_when_any_figure_is_lower(DirectionCounters now, DirectionCounters before)
    {
        var lower = Cells.Of(now).Zip(Cells.Of(before)).Any(pair => pair.First < pair.Second);
        return now.Covers(before) == !lower && (!lower || now.Since(before) == now);
    }

    [Property]
    public bool Counters_should_count_as_reset_in_both_directions_at_once(TrafficCounters now, TrafficCounters before) =>
        now.Since(before) == (now.Rx.Covers(before.Rx) && now.Tx.Covers(before.Tx)
            ? new TrafficCounters(now.Rx.Since(before.Rx), now.Tx.Since(before.Tx))
            : now);

    [Property]
    public bool Sum_over_classes_should_be_that_of_the_parts(DirectionCounters a, DirectionCounters b) =>
        (a + b).SumOverClasses == a.SumOverClasses + b.SumOverClasses;

    [Theory]
    [MemberData(nameof(EveryCell))]
    public void Every_figure_should_take_part_in_every_law(int cell)
    {
        var single = Cells.Single(cell);
        Assert.Equal(1UL, Cells.Of(single).Aggregate((a, b) => a + b));
        Assert.NotEqual(DirectionCounters.Zero, single);
        Assert.Equal(2UL, Cells.Of(single + single).Aggregate((a, b) => a + b));
        Assert.False(DirectionCounters.Zero.Covers(single));
        Assert.Equal(single, (single + single).Since(single));
        Assert.NotEqual(new TrafficCounters(single, DirectionCounters.Zero), new TrafficCounters(DirectionCounters.Zero, single));
    }

    [Fact]
    public void Counters_should_be_all_new_when_either_direction_was_reset()
    {
        var rxReset = Example.Traffic(1, 20);
        var txReset = Example.Traffic(20, 1);
        Assert.Equal(rxReset, rxReset.Since(Example.Traffic(10, 10)));
        Assert.Equal(txReset, txReset.Since(Example.Traffic(10, 10)));
        Assert.Equal(Example.Traffic(5, 6), Example.Traffic(15, 16).Since(Example.Traffic(10, 10)));
    }

    [Fact]
    public void Zero_should_hold_nothing_but_zeros() =>
        Assert.Equal(new ulong[Cells.PerDirection], Cells.Of(DirectionCounters.Zero));

    [Fact]
    public void Counters_should_refuse_rows_of_another_length()
    {
        Assert.Throws<ArgumentException>(() => DirectionCounters.Zero with { Sizes = [1, 2, 3] });
        Assert.Throws<ArgumentException>(() => DirectionCounters.Zero with { Classes = default });
    }

    [Fact]
    public void Counters_should_be_found_by_direction()
    {
        var counters = Example.Traffic(3, 5);
        Assert.Equal(3UL, counters[Direction.Rx].Total.Packets);
        Assert.Equal(5UL, counters[Direction.Tx].Total.Packets);
    }

    [Fact]
    public void Counters_should_be_whole_when_only_their_total_is_known()
    {
        var unsplit = DirectionCounters.Unsplit(new Count(7, 700));

        Assert.Equal(unsplit.Total, unsplit.SumOverClasses);
        Assert.Equal(new Count(7, 700), unsplit.Classes[TrafficClass.Unknown.Index]);
        Assert.Equal((IpVersion.Unknown, "unknown"), (TrafficClass.Unknown.Version, TrafficClass.Unknown.Protocol));
        Assert.Equal(unsplit + unsplit, DirectionCounters.Unsplit(new Count(14, 1400)));
    }

    [Fact]
    public void Traffic_classes_should_be_indexed_and_unique()
    {
        Assert.Equal(30, TrafficClass.All.Length);
        Assert.Equal(Enumerable.Range(0, 30), TrafficClass.All.Select(c => c.Index));
        Assert.Equal(30, TrafficClass.All.Select(c => (c.Protocol, c.Version)).Distinct().Count());
        Assert.Equal(12 + 1, TrafficClass.Of("udp", IpVersion.V6).Index);
    }
}
