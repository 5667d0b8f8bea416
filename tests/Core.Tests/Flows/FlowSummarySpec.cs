using FsCheck.Xunit;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Summaries;
using NetMonitor.Core.Tests.Summaries;
using static NetMonitor.Core.Tests.Flows.FlowExample;

namespace NetMonitor.Core.Tests.Flows;

/// <summary>What ledgers say of the last minute, over generated histories and unkind ones.</summary>
[Properties(Arbitrary = [typeof(FlowGenerators)])]
public sealed class FlowSummarySpec : MergeLaws<FlowSummary>
{
    [Property]
    public void Merge_should_not_depend_on_the_grouping_but_for_the_largest(FlowSummary a, FlowSummary b, FlowSummary c) =>
        Assert.Equal(Exact(a.Merge(b).Merge(c)), Exact(a.Merge(b.Merge(c))));

    [Property]
    public void Parts_should_make_the_whole_whenever_they_are_taken_and_whoever_saw_them(FlowHistory history, int deal)
    {
        var random = new Random(deal);
        var whole = new FlowLedger(FlowHistory.Settings(10_000), 1);
        var hosts = Enumerable.Range(0, 3).Select(host => new FlowLedger(FlowHistory.Settings(10_000), (ulong)host)).ToArray();
        foreach (var part in history.Rounds.SelectMany(round => round.Parts))
        {
            using var window = Window(part.Nic, part.ClosedAt, part.Samples);
            whole.Fold(window);

            // By flow, so that each one is new at one host only.
            foreach (var (host, samples) in part.Samples.GroupBy(sample => (int)(uint)sample.Key.GetHashCode() % hosts.Length).Select(one => (Math.Abs(one.Key), one)))
            {
                using var some = Window(part.Nic, part.ClosedAt, samples);
                hosts[host].Fold(some);
                _ = random.Next(2) == 0 ? hosts[host].View(0) : null;
            }
        }

        var merged = MergeTree.AtRandom(hosts.Select(host => host.View(0).Recent), random).Total;
        Assert.Equal(Exact(whole.View(0).Recent.Total), Exact(merged));
        Assert.Equal(whole.View(0).Recent.Total.Largest.Total, merged.Largest.Total);
    }

    [Property]
    public void Recent_should_have_every_flow_of_the_last_minute_and_no_older_one(FlowHistory history, byte room)
    {
        var ledger = new FlowLedger(FlowHistory.Settings((room % 20) + 1), 7);
        var told = new List<(double At, FlowSample Sample)>();
        foreach (var round in history.Rounds)
        {
            FlowHistory.Tell(ledger, [], round);
            told.AddRange(round.Parts.SelectMany(part => part.Samples.Select(sample => (round.Now, sample))));
            var recent = ledger.View(0).Recent.Total;
            var oldest = (Math.Floor(round.Now / 10) - FlowSummary.Parts + 1) * 10;
            var expected = told.Where(one => one.At >= oldest).Select(one => one.Sample).ToList();
            Assert.Equal(Registers(expected, static key => [key.Source]), recent.Sources);
            Assert.Equal(Registers(expected, static key => [key.Destination]), recent.Destinations);
            Assert.Equal(Registers(expected, static key => [key.Source, key.Destination, key]), recent.Flows);
            Assert.Equal(expected.Select(sample => Count(sample.Counts)).Sum().Bytes, recent.Largest.Total);
        }
    }

    [Property]
    public void Largest_should_enclose_the_truth(FlowHistory history, byte room)
    {
        var ledger = new FlowLedger(FlowHistory.Settings((room % 20) + 1), 7);
        foreach (var round in history.Rounds)
        {
            FlowHistory.Tell(ledger, [], round with { Now = 1 });
            _ = ledger.View(0);
        }

        AssertLargest(ledger, history.Rounds.SelectMany(round => round.Parts).SelectMany(part => part.Samples));
    }

    /// <summary>More flows than there are entries, in two NICs and in many rounds, some of them folded.</summary>
    [Theory]
    [InlineData(100_000)]
    [InlineData(300)]
    public void Largest_should_enclose_the_truth_when_flows_are_many(int capacity)
    {
        var ledger = new FlowLedger(new(capacity, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(15)), 7);
        var random = new Random(5);
        var all = new List<FlowSample>();
        for (var round = 0; round < 12; round++)
        {
            var samples = Enumerable.Range(0, 600)
                .Select(_ => Rx(Key((int)(2000 * Math.Pow(random.NextDouble(), 3))), Counts((ulong)random.Next(1, 9), 0, 1))).ToList();
            using var window = Window($"eth{round % 2}", 1, samples);
            ledger.Fold(window);
            all.AddRange(samples);
            ledger.Advance(At(round / 4.0));
            _ = ledger.View(0);
        }

        AssertLargest(ledger, all);
    }

    [Fact]
    public void Largest_should_be_the_lowest_keys_when_all_flows_are_equal()
    {
        var keys = Enumerable.Range(1, 1000).Select(port => Key(port)).ToArray();
        var lowest = keys.Take(FlowSummary.LargestFlows).ToArray();
        for (var order = 0; order < 5; order++)
        {
            new Random(order).Shuffle(keys);
            var ledger = new FlowLedger(FlowHistory.Settings(10_000), 1);
            Fold(ledger, 1, keys.Select(key => Rx(key, Counts(1, 0, 1))));
            ledger.Advance(At(1));
            var view = ledger.View(20);
            Assert.Equal(lowest, view.Recent.Total.Largest.Entries.Select(entry => entry.Key));
            Assert.Equal(lowest.Take(20), view.Top.Select(row => row.Key));
        }
    }

    [Fact]
    public void Flow_should_be_in_each_part_in_which_it_was_seen()
    {
        var ledger = new FlowLedger(new(100, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(15)), 1);
        foreach (var second in new[] { 5, 6, 12, 34 })
        {
            Fold(ledger, second, Rx(Key(1), Counts(1, second, second)));
            ledger.Advance(At(second));
            _ = ledger.View(0);
        }

        ledger.Advance(At(45));
        var seen = Registers([Rx(Key(1), Counts(1, 0, 1))], static key => [key.Source]);
        Assert.Equal([HyperLogLog.Empty, seen, HyperLogLog.Empty, seen, seen, HyperLogLog.Empty], ledger.View(0).Recent.Parts.Select(part => part.Sources));
    }

    [Fact]
    public void Durations_should_be_those_of_whole_flows_from_silence_to_silence()
    {
        var ledger = new FlowLedger(FlowHistory.Settings(100), 1);
        for (var second = 2; second <= 13; second++)
        {
            Fold(ledger, second, Rx(Key(1), Counts(2, second - 1, second)));
            ledger.Advance(At(second));
        }

        Fold(ledger, 13, Rx(Key(2), Counts(1, 13, 13)));
        ledger.Advance(At(18));
        Assert.Equal(Durations(12_000, 0), ledger.View(0).Recent.Total.Durations);

        // It comes back after it was closed: that is another episode.
        Fold(ledger, 20, Rx(Key(1), Counts(1, 19, 19.5)));
        ledger.Advance(At(25));
        Assert.Equal(Durations(12_000, 0, 500), ledger.View(0).Recent.Total.Durations);
    }

    [Fact]
    public void New_flows_and_packet_sizes_should_be_those_of_the_last_minute()
    {
        var ledger = new FlowLedger(FlowHistory.Settings(100), 1);
        var sizes = new HistogramBuilder<FrameSizeStep>();
        sizes.Add(1514, 3);
        using var window = Window("eth0", 1, Rx(Key(1), Counts(3, 0, 1)), Rx(Key(2), Counts(3, 0, 1)));
        ledger.Advance(At(1));
        ledger.Fold(window, "eth0", sizes.ToHistogram());
        Assert.Equal((2UL, sizes.ToHistogram()), NewAndSizes(ledger));
        ledger.Advance(At(59.9));
        Assert.Equal((2UL, sizes.ToHistogram()), NewAndSizes(ledger));
        ledger.Advance(At(60));
        Assert.Equal((0UL, Histogram<FrameSizeStep>.Empty), NewAndSizes(ledger));
    }

    [Fact]
    public void Quiet_flows_should_cost_no_allocation_when_they_are_viewed()
    {
        Assert.Equal(Quiet(10), Quiet(5_000));

        static long Quiet(int flows)
        {
            var ledger = new FlowLedger(FlowHistory.Settings(10_000), 1);
            Fold(ledger, 1, Enumerable.Range(0, flows).Select(port => Rx(Key(port), Counts(1, 0, 1))));
            return Enumerable.Range(0, 10).Min(round =>
            {
                ledger.Advance(At(1 + (round / 10.0)));
                var before = GC.GetAllocatedBytesForCurrentThread();
                _ = ledger.View(0);
                return GC.GetAllocatedBytesForCurrentThread() - before;
            });
        }
    }

    private static (ulong, Histogram<FrameSizeStep>) NewAndSizes(FlowLedger ledger)
    {
        var recent = ledger.View(0).Recent.Total;
        return (recent.NewFlows, recent.PacketSizes);
    }

    private static void AssertLargest(FlowLedger ledger, IEnumerable<FlowSample> samples)
    {
        var truth = samples.GroupBy(sample => sample.Key).ToDictionary(one => one.Key, one => one.Select(sample => Count(sample.Counts)).Sum().Bytes);
        var total = truth.Values.Aggregate(0UL, static (sum, bytes) => sum + bytes);
        var largest = ledger.View(0).Recent.Total.Largest;
        Assert.Equal(total, largest.Total);
        Assert.True(largest.ErrorBound <= total / FlowSummary.LargestFlows);
        Assert.Equal(Math.Min(FlowSummary.LargestFlows, truth.Count), largest.Entries.Length);
        Assert.All(largest.Entries, entry => Assert.InRange(truth[entry.Key], entry.Guaranteed, entry.Count));
        var held = largest.Entries.Select(entry => entry.Key).ToHashSet();
        Assert.All(truth, pair => Assert.True(held.Contains(pair.Key) || pair.Value <= largest.ErrorBound));
    }

    private static FlowSummary Exact(FlowSummary summary) => summary with { Largest = HeavyHitters<FlowKey>.Empty };

    private static Histogram<FlowDuration> Durations(params IEnumerable<ulong> milliseconds)
    {
        var builder = new HistogramBuilder<FlowDuration>();
        foreach (var one in milliseconds)
        {
            builder.Add(one);
        }

        return builder.ToHistogram();
    }

    /// <summary>The bytes that hosts agreed on: addresses of 16 bytes, then ports, two unused bytes, protocol and version.</summary>
    private static HyperLogLog Registers(IEnumerable<FlowSample> samples, Func<FlowKey, object[]> fields)
    {
        var builder = new HyperLogLogBuilder();
        foreach (var sample in samples)
        {
            builder.Add([.. fields(sample.Key).SelectMany(Bytes)]);
        }

        return builder.ToHyperLogLog();

        static byte[] Bytes(object field) => field switch
        {
            HostAddress address => [.. BigEndian(address.High), .. BigEndian(address.Low)],
            FlowKey key => [.. BigEndian(key.SourcePort)[6..], .. BigEndian(key.DestinationPort)[6..], 0, 0, key.Protocol, (byte)key.Version],
            _ => throw new ArgumentException("no field of a key", nameof(field)),
        };

        static byte[] BigEndian(ulong value) => [.. BitConverter.GetBytes(value).Reverse()];
    }

    private static void Fold(FlowLedger ledger, double closedAt, params IEnumerable<FlowSample> samples)
    {
        using var window = Window("eth0", closedAt, samples);
        ledger.Fold(window);
    }
}
