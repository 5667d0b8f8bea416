using FsCheck;
using FsCheck.Fluent;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Tests;

/// <summary>Figures are mostly tiny, so that equal ones, zeros and steps back are common; some are as large as a NIC can ever get.</summary>
public static class Generators
{
    public static Gen<ulong> Figure { get; } = Gen.Frequency(
        (6, Gen.Choose(0, 2).Select(n => (ulong)n)),
        (2, Gen.Choose(3, 100_000).Select(n => (ulong)n)),
        (1, Gen.Choose(0, int.MaxValue).Select(n => (ulong)n << 29)));

    public static Arbitrary<DirectionCounters> DirectionCounters() =>
        Figure.ArrayOf(Cells.PerDirection).Select(Cells.Counters).ToArbitrary();

    public static Arbitrary<TrafficCounters> TrafficCounters() =>
        (from rx in DirectionCounters().Generator from tx in DirectionCounters().Generator select new TrafficCounters(rx, tx)).ToArbitrary();

    public static Arbitrary<KernelCounters> KernelCounters() =>
        Figure.ArrayOf(10)
            .Select(f => new KernelCounters(f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7], f[8], f[9]))
            .ToArbitrary();

    /// <summary>Generations and moments collide often and go both ways.</summary>
    public static Arbitrary<InterfaceReading> InterfaceReading() =>
        (from at in Gen.Choose(0, 3)
         from generation in Gen.Elements(0L, 1L, long.MaxValue)
         from counters in TrafficCounters().Generator
         from kernel in KernelCounters().Generator
         from atAttach in KernelCounters().Generator
         select new InterfaceReading(
             new MonotonicTime(at * 1_000_000_000L), new Generation(generation), counters, kernel, atAttach)).ToArbitrary();

    public static Arbitrary<NicLife> NicLife() =>
        Gen.Choose(0, int.MaxValue).Select(seed => Tests.NicLife.Random(new Random(seed))).ToArbitrary();

    public static Arbitrary<Backoff> Backoff() =>
        (from min in Gen.Choose(1, 100_000)
         from factor in Gen.Choose(1, 1_000_000)
         from jitter in Gen.Choose(0, 4)
         select new Backoff(TimeSpan.FromTicks(min), TimeSpan.FromTicks((long)min * factor), jitter / 4.0)).ToArbitrary();
}
