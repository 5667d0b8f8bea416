using FsCheck.Xunit;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Traffic;
using static NetMonitor.Core.Tests.Flows.FlowExample;

namespace NetMonitor.Core.Tests.Flows;

[Properties(Arbitrary = [typeof(FlowGenerators)])]
public sealed class TopTalkersSpec
{
    [Property]
    public void Talkers_should_be_exact_when_nothing_was_folded(FlowHistory history, TalkerGrouping grouping, TalkerMeasure measure, byte count)
    {
        var dump = Told(history, 10_000).Dump();
        var talkers = TopTalkers.Of(dump, grouping, measure, count % 20);
        var all = dump.Rows.GroupBy(row => grouping.Group(row.Key))
            .Select(group => new Talker(group.Key, group.Select(row => Count(row.Counts)).Sum(), group.Count(), default))
            .OrderByDescending(talker => talker.By(measure))
            .ThenBy(talker => talker.Key)
            .ToList();
        Assert.Equal<Talker>(all.Take(count % 20), talkers.Rows);
        Assert.Equal((true, all.Count, all.Select(talker => talker.Count).Sum()), (talkers.IsExact, talkers.Groups, talkers.Total));
    }

    /// <summary>Nothing is forgotten here, so the truth is all that was ever folded in.</summary>
    [Property]
    public void Truth_should_lie_within_the_bounds_when_flows_were_folded(FlowHistory history, TalkerGrouping grouping, TalkerMeasure measure, byte room) =>
        AssertBounds(Samples(history), grouping, measure, (room % 20) + 1);

    [Theory]
    [InlineData(TalkerGrouping.Source)]
    [InlineData(TalkerGrouping.Destination)]
    [InlineData(TalkerGrouping.Pair)]
    [InlineData(TalkerGrouping.Port)]
    [InlineData(TalkerGrouping.Flow)]
    public void Truth_should_lie_within_the_bounds_when_more_groups_were_folded_than_any_summary_holds(TalkerGrouping grouping)
    {
        var random = new Random(5);
        var samples = Enumerable.Range(0, 6_000).Select(_ => Rx(
            new(HostAddress.IPv4((uint)random.Next(3_000)), HostAddress.IPv4((uint)random.Next(3_000)), (ushort)random.Next(3_000), (ushort)random.Next(3_000), 6, IpVersion.V4),
            Some((ulong)random.Next(1, 50), (ulong)random.Next(60, 1_500))));
        AssertBounds([.. samples.Select(sample => ("eth0", sample))], grouping, TalkerMeasure.Bytes, 200);
    }

    [Fact]
    public void Host_should_be_found_when_all_its_flows_were_small_enough_to_fold()
    {
        var ledger = new FlowLedger(FlowHistory.Settings(80), 1);
        var scanner = HostAddress.IPv4(0xc0000201);
        Fold(ledger, Enumerable.Range(0, 2_000).Select(port => Rx(Key(1, port) with { Source = scanner }, Counts(1, 0, 1))));
        Fold(ledger, Enumerable.Range(0, 79).Select(port => Rx(Key(port), Counts(10, 0, 1))));
        var talkers = TopTalkers.Of(ledger.Dump(), TalkerGrouping.Source, TalkerMeasure.Packets, 1);
        Assert.Equal((scanner, new Count(2_000, 200_000), default), (talkers.Rows[0].Key.Source, talkers.Rows[0].Count, talkers.Rows[0].Missing));
        Assert.False(talkers.IsExact);
    }

    [Fact]
    public void Folded_flows_should_only_widen_the_bounds_when_a_filter_was_asked()
    {
        var ledger = new FlowLedger(FlowHistory.Settings(1), 1);
        Fold(ledger, [Rx(Key(1), Counts(3, 0, 1)), Rx(Key(2), Counts(5, 0, 1))]);
        Assert.True(FlowFilter.TryParse("sport=2", out var filter, out _));
        var talkers = TopTalkers.Of(ledger.Dump(filter), TalkerGrouping.Source, TalkerMeasure.Bytes, 9);
        Assert.Equal<Talker>([new(default(FlowKey) with { Source = Key(2).Source }, new(5, 500), 1, new(3, 300))], talkers.Rows);
        Assert.True(FlowFilter.TryParse("sport=7", out filter, out _));
        Assert.Empty(TopTalkers.Of(ledger.Dump(filter), TalkerGrouping.Source, TalkerMeasure.Bytes, 9).Rows);
    }

    [Fact]
    public void Groups_should_be_what_their_names_say()
    {
        var (key, blank) = (Key(5000, 443), default(FlowKey));
        Assert.Equal(blank with { Source = key.Source }, TalkerGrouping.Source.Group(key));
        Assert.Equal(blank with { Source = key.Destination }, TalkerGrouping.Destination.Group(key.Reverse) with { Source = key.Destination, Destination = default });
        Assert.Equal(blank with { Destination = key.Destination }, TalkerGrouping.Destination.Group(key));
        Assert.Equal(blank with { Source = key.Source, Destination = key.Destination }, TalkerGrouping.Pair.Group(key.Reverse));
        Assert.Equal(TalkerGrouping.Pair.Group(key), TalkerGrouping.Pair.Group(key.Reverse));
        Assert.Equal(blank with { Protocol = 6, DestinationPort = 443 }, TalkerGrouping.Port.Group(key.Reverse));
        Assert.Equal(key, TalkerGrouping.Flow.Group(key));
    }

    private static void AssertBounds(IReadOnlyList<(string Nic, FlowSample Sample)> samples, TalkerGrouping grouping, TalkerMeasure measure, int capacity)
    {
        var ledger = new FlowLedger(FlowHistory.Settings(capacity), 1);
        foreach (var (nic, sample) in samples)
        {
            using var window = Window(nic, 1, sample);
            ledger.Fold(window);
        }

        var talkers = TopTalkers.Of(ledger.Dump(), grouping, measure, int.MaxValue);
        var truth = samples.GroupBy(item => grouping.Group(item.Sample.Key))
            .ToDictionary(group => group.Key, group => group.Select(item => Count(item.Sample.Counts)).Sum());
        Assert.Equal(truth.Values.Sum(), talkers.Total + talkers.Folded);
        Assert.All(talkers.Rows, talker =>
        {
            var (real, low, high) = (truth[talker.Key], talker.Count, talker.Count + talker.Missing);
            Assert.True(low.Packets <= real.Packets && real.Packets <= high.Packets, $"{talker}: {real}");
            Assert.True(low.Bytes <= real.Bytes && real.Bytes <= high.Bytes, $"{talker}: {real}");
            Assert.True(talkers.IsExact ? talker.Missing == default : talker.Missing.Bytes <= talkers.Folded.Bytes, $"{talker}");
        });
    }

    /// <summary>The heaviest by bytes are not the heaviest by packets.</summary>
    private static FlowCounts Some(ulong packets, ulong size) => new(packets, packets * size, packets * (size - 14), At(0), At(1));

    private static List<(string Nic, FlowSample Sample)> Samples(FlowHistory history) =>
        [.. history.Rounds.SelectMany(round => round.Parts).SelectMany(part => part.Samples.Select(sample => (part.Nic, sample)))];

    private static FlowLedger Told(FlowHistory history, int capacity)
    {
        var ledger = new FlowLedger(FlowHistory.Settings(capacity), 1);
        foreach (var round in history.Rounds)
        {
            FlowHistory.Tell(ledger, [], round);
        }

        return ledger;
    }

    private static void Fold(FlowLedger ledger, IEnumerable<FlowSample> samples)
    {
        using var window = Window("eth0", 1, samples);
        ledger.Fold(window);
    }
}
