using FsCheck;
using FsCheck.Fluent;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Summaries;

namespace NetMonitor.Core.Tests.Summaries;

/// <summary>Keys and weights are few and small, so that ties, collisions and full summaries are common.</summary>
public static class SummaryGenerators
{
    public static Gen<ulong> Weight { get; } = Gen.Frequency(
        (6, Gen.Choose(0, 3).Select(n => (ulong)n)),
        (2, Gen.Choose(40, 1_500).Select(n => (ulong)n)),
        (1, Gen.Choose(0, int.MaxValue).Select(n => (ulong)n << 20)));

    public static Arbitrary<WeightedStream> WeightedStream() =>
        (from keys in Gen.Elements(1, 3, 8, 40, 1_000)
         from items in (from key in Gen.Choose(0, keys) from weight in Weight select (key, weight)).ListOf()
         select Summaries.WeightedStream.Of("generated", items)).ToArbitrary();

    public static Arbitrary<HeavyHitters<CollidingKey>> HeavyHitters() =>
        (from streams in WeightedStream().Generator.ArrayOf(3)
         from capacities in Gen.Choose(1, 12).ArrayOf(3)
         from parts in Gen.Choose(1, 3)
         select streams.Zip(capacities, HeavyHittersSpec.Summary).Take(parts).Aggregate((a, b) => a.Merge(b))).ToArbitrary();

    public static Arbitrary<HyperLogLog> HyperLogLog() => Gen.OneOf(
        Gen.Choose(0, 200).SelectMany(keys => Gen.Choose(0, 300).ArrayOf(keys)).Select(HyperLogLogSpec.Summary),
        Gen.Choose(0, int.MaxValue).Select(seed => RandomRegisters(new Random(seed)))).ToArbitrary();

    public static Arbitrary<Histogram<PacketSize>> PacketSizes() => Histogram<PacketSize>().ToArbitrary();

    public static Arbitrary<Histogram<FlowDuration>> FlowDurations() => Histogram<FlowDuration>().ToArbitrary();

    public static Arbitrary<Histogram<FrameSizeStep>> FrameSizes() => Histogram<FrameSizeStep>().ToArbitrary();

    /// <summary>All of one duration, as hosts of one cluster have it; of different lengths.</summary>
    public static Arbitrary<WindowParts<Histogram<FrameSizeStep>>> WindowParts() =>
        (from count in Gen.Choose(0, 5)
         from parts in Histogram<FrameSizeStep>().ArrayOf(count)
         select count == 0
             ? WindowParts<Histogram<FrameSizeStep>>.Empty
             : new WindowParts<Histogram<FrameSizeStep>>(TimeSpan.FromSeconds(10), [.. parts])).ToArbitrary();

    /// <summary>Moments collide, go back, and sometimes jump far; a part of the windows under test is ten seconds long.</summary>
    public static Arbitrary<MonotonicTime> MonotonicTime() => Gen.Frequency(
        (60, Gen.Choose(-15, 45).Select(seconds => new MonotonicTime(seconds * 1_000_000_000L))),
        (30, Gen.Choose(-2, 4).SelectMany(part => Gen.Choose(-1, 1).Select(off => new MonotonicTime((part * 10_000_000_000L) + off)))),
        (1, Gen.Elements(1_000_000_000_000, long.MaxValue, long.MinValue).Select(ns => new MonotonicTime(ns)))).ToArbitrary();

    private static Gen<Histogram<TScale>> Histogram<TScale>()
        where TScale : IHistogramScale => Gen.OneOf(
            Weight.ArrayOf(TScale.Buckets).SelectMany(_ => Weight, static (counts, sum) => Core.Summaries.Histogram<TScale>.Of(counts, sum)),
            Gen.Choose(0, 5).SelectMany(length => Weight.ArrayOf(length)).Select(HistogramLaws<TScale>.Summary));

    private static HyperLogLog RandomRegisters(Random random)
    {
        var most = random.Next(1, Core.Summaries.HyperLogLog.LargestRegister + 2);
        return Core.Summaries.HyperLogLog.Of([.. Enumerable.Range(0, Core.Summaries.HyperLogLog.Size).Select(_ => (byte)random.Next(most))]);
    }
}
