using FsCheck;
using FsCheck.Xunit;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Core.Tests;

[Properties(Arbitrary = [typeof(Generators)])]
public sealed class InterfaceTotalsSpec
{
    [Property]
    public void Totals_should_be_what_happened(NicLife life)
    {
        var totals = Fold(life.Summaries);
        Assert.Equal(life.Counted, totals.Counted);
        Assert.Equal(life.Kernel, totals.Kernel);
        Assert.Equal((life.UncountedRx, life.UncountedTx, life.LateReadings), (totals.UncountedRx, totals.UncountedTx, totals.LateReadings));
    }

    [Property]
    public void Totals_should_end_alike_when_summaries_are_lost_repeated_shuffled_or_late(NicLife life, int seed)
    {
        var delivered = Disturbed(life, new Random(seed));
        Assert.Equal(Fold(life.Summaries), Fold(delivered));
    }

    [Property]
    public void Totals_should_never_step_back_whatever_is_read(InterfaceReading[] readings, bool[] remade)
    {
        var totals = InterfaceTotals.None;
        var index = 7;
        foreach (var (reading, newDevice) in readings.Zip(remade.Concat(Enumerable.Repeat(false, readings.Length))))
        {
            index += newDevice ? 1 : 0;
            var next = totals.After(NicLife.Summary(reading, index));
            Assert.True(next.Counted.Covers(totals.Counted));
            Assert.Equal(next.Kernel, totals.Kernel + next.Kernel.Since(totals.Kernel));
            Assert.True(next.Kernel.RxDropped >= totals.Kernel.RxDropped && next.Kernel.RxPackets >= totals.Kernel.RxPackets);
            Assert.True(next.UncountedRx >= totals.UncountedRx && next.UncountedTx >= totals.UncountedTx);
            totals = next;
        }
    }

    [Property]
    public void Totals_should_not_change_when_a_reading_is_repeated(NicLife life)
    {
        var totals = Fold(life.Summaries);
        Assert.All(life.Summaries, summary => Assert.Same(totals, totals.After(summary)));
    }

    [Fact]
    public void Totals_should_go_on_from_where_the_last_generation_ended()
    {
        var totals = Fold(
        [
            NicLife.Summary(Example.Reading(1, 1, Example.Traffic(10, 1), Example.Kernel(110, 1), Example.Kernel(100, 0))),
            NicLife.Summary(Example.Reading(2, 2, Example.Traffic(4, 2), Example.Kernel(121, 9), Example.Kernel(117, 7))),
        ]);

        Assert.Equal(Example.Traffic(14, 3), totals.Counted);
        Assert.Equal((7UL, 6UL), (totals.UncountedRx, totals.UncountedTx));
        Assert.Equal(Example.Kernel(121, 9), totals.Kernel);
    }

    [Fact]
    public void Generation_should_count_on_from_where_it_was_left_when_another_source_stood_in()
    {
        var totals = Fold(
        [
            NicLife.Summary(Example.Reading(1, 1, Example.Traffic(10, 1), Example.Kernel(110, 1), Example.Kernel(100, 0))),
            NicLife.Summary(Example.Reading(2, 2, Example.Traffic(4, 2), Example.Kernel(121, 9), Example.Kernel(117, 7))),
            OpenedAgain(NicLife.Summary(Example.Reading(1, 3, Example.Traffic(13, 3), Example.Kernel(124, 11), Example.Kernel(100, 0)))),
        ]);

        Assert.Equal(Example.Traffic(17, 5), totals.Counted);

        static InterfaceSummary OpenedAgain(InterfaceSummary summary) => summary with { Attachment = summary.Attachment with { Opened = 3 } };
    }

    [Fact]
    public void Nothing_should_be_uncounted_when_a_generation_is_the_first() =>
        Assert.Equal(0UL, Fold([NicLife.Summary(Example.Reading(1, 1, Example.Traffic(0, 0), Example.Kernel(9, 9), Example.Kernel(9, 9)))]).UncountedRx);

    [Fact]
    public void All_that_a_new_device_saw_before_its_attachment_should_be_uncounted()
    {
        var totals = Fold(
        [
            NicLife.Summary(Example.Reading(1, 1, Example.Traffic(10, 10), Example.Kernel(10, 10)), index: 7),
            NicLife.Summary(Example.Reading(2, 2, Example.Traffic(1, 1), Example.Kernel(4, 4), Example.Kernel(3, 2)), index: 8),
        ]);

        Assert.Equal((3UL, 2UL), (totals.UncountedRx, totals.UncountedTx));
        Assert.Equal(Example.Kernel(14, 14), totals.Kernel);
    }

    [Fact]
    public void Nothing_should_be_made_up_when_the_same_device_reset_its_counters()
    {
        var totals = Fold(
        [
            NicLife.Summary(Example.Reading(1, 1, Example.Traffic(10, 10), Example.Kernel(1000, 1000))),
            NicLife.Summary(Example.Reading(2, 2, Example.Traffic(1, 1), Example.Kernel(3, 1001), Example.Kernel(2, 1000))),
        ]);

        Assert.Equal((0UL, 0UL), (totals.UncountedRx, totals.UncountedTx));
        Assert.Equal((1003UL, 1001UL), (totals.Kernel.RxPackets, totals.Kernel.TxPackets));
    }

    private static InterfaceTotals Fold(IEnumerable<InterfaceSummary> summaries) =>
        summaries.Aggregate(InterfaceTotals.None, (totals, summary) => totals.After(summary));

    /// <summary>Within a generation anything may be lost, repeated or out of order as long as its newest arrives once; after that,
    /// what is left of it may still come at any time.</summary>
    private static IEnumerable<InterfaceSummary> Disturbed(NicLife life, Random random)
    {
        var old = new List<InterfaceSummary>();
        foreach (var generation in life.Generations)
        {
            var some = generation.Where(_ => random.Next(3) > 0)
                .Concat(generation.Where(_ => random.Next(3) == 0))
                .Append(generation[^1])
                .ToArray();
            random.Shuffle(some);
            foreach (var summary in some)
            {
                yield return summary;
                if (old.Count > 0 && random.Next(2) == 0)
                {
                    yield return old[random.Next(old.Count)];
                }
            }

            old.AddRange(generation);
        }
    }
}
