using System.Collections.Immutable;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Tests;

/// <summary>What one NIC went through, and what an ideal observer knows of it: the summaries of each generation in order, and the
/// totals that must come out.</summary>
public sealed record NicLife(
    ImmutableArray<ImmutableArray<InterfaceSummary>> Generations,
    TrafficCounters Counted,
    KernelCounters Kernel,
    ulong UncountedRx,
    ulong UncountedTx,
    long LateReadings)
{
    public IEnumerable<InterfaceSummary> Summaries => Generations.SelectMany(summaries => summaries);

    /// <summary>The device is made anew under the same name now and then; traffic goes on while nothing is attached.</summary>
    public static NicLife Random(Random random)
    {
        var generations = ImmutableArray.CreateBuilder<ImmutableArray<InterfaceSummary>>();
        var counted = TrafficCounters.Zero;
        var earlierDevices = default(KernelCounters);
        var device = default(KernelCounters);
        var (uncountedRx, uncountedTx, late) = (0UL, 0UL, 0L);
        var index = 7;
        var generation = random.Next(2) == 0 ? 1 : long.MaxValue - 100;
        var now = 0L;
        for (var g = random.Next(1, 5); g > 0; g--)
        {
            if (generations.Count > 0)
            {
                if (random.Next(3) == 0)
                {
                    earlierDevices += device;
                    device = default;
                    index++;
                }

                var missed = Packets(random);
                device += missed;
                uncountedRx += missed.RxPackets;
                uncountedTx += missed.TxPackets;
            }
            else
            {
                device = Packets(random);
            }

            generation += random.Next(1, 4);
            var atAttach = device;
            var counters = TrafficCounters.Zero;
            var lateHere = 0L;
            var summaries = ImmutableArray.CreateBuilder<InterfaceSummary>();
            for (var r = random.Next(1, 6); r > 0; r--)
            {
                now += random.Next(1, 1000);
                device += Packets(random);
                counters += new TrafficCounters(Some(random), Some(random));
                lateHere += random.Next(2);
                summaries.Add(Summary(new InterfaceReading(new(now), new(generation), counters, device, atAttach), index, lateHere));
            }

            counted += counters;
            late += lateHere;
            generations.Add(summaries.ToImmutable());
        }

        return new NicLife(generations.ToImmutable(), counted, earlierDevices + device, uncountedRx, uncountedTx, late);
    }

    public static InterfaceSummary Summary(InterfaceReading reading, int index = 7, long late = 0) => new(
        Example.Link with { Index = index },
        new Attachment(reading.Generation, AttachMode.Tcx, "veth"),
        reading,
        null,
        TimeSpan.FromMilliseconds(1))
    {
        LateReadings = late,
    };

    private static KernelCounters Packets(Random random)
    {
        var rx = (ulong)random.Next(3);
        var tx = (ulong)random.Next(3);
        return new KernelCounters(rx, tx, rx * 60, tx * 60, (ulong)random.Next(2), 0, (ulong)random.Next(2), 0, 0, 0);
    }

    private static DirectionCounters Some(Random random) =>
        Cells.Counters([.. Enumerable.Range(0, Cells.PerDirection).Select(_ => (ulong)random.Next(3))]);
}
