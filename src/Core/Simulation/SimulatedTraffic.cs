using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Simulation;

/// <summary>Made-up traffic: what one NIC counts in one window follows from seed, NIC and the window's number alone.</summary>
/// <remarks>So a longer time is the sum of its windows, however it is cut. Seven of ten packets are TCP, two UDP; rates go up and down
/// within a minute, around a level between 200 and 51,200 packets per second that is the NIC's own.</remarks>
public static class SimulatedTraffic
{
    /// <summary>The levels are powers of two times this many tens of packets per window.</summary>
    private const int LowestLevel = 2;

    private const int Levels = 9;

    /// <summary>In windows: a minute.</summary>
    private const int Period = 600;

    /// <summary>A window's packets are its level times a number around this one, divided by it.</summary>
    private const int Mean = 128;

    public static TimeSpan Window { get; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The windows from <paramref name="from"/> to before <paramref name="to"/>; nothing where there are none.</summary>
    public static TrafficCounters Between(int seed, int nic, long from, long to)
    {
        var rx = new ulong[PacketMix.Kinds.Length];
        var tx = new ulong[PacketMix.Kinds.Length];
        var level = LevelOf(seed, nic);
        for (var window = from; window < to; window++)
        {
            AddWindow(rx, tx, seed, nic, level, window);
        }

        return new TrafficCounters(Counters(rx), Counters(tx));
    }

    /// <summary>Packets by kind.</summary>
    internal static void AddWindow(ulong[] rx, ulong[] tx, int seed, int nic, int level, long window)
    {
        var draws = Draws.From(seed, nic, window);
        Add(rx, Direction.Rx, Tens(ref draws, level, window), ref draws);
        Add(tx, Direction.Tx, Tens(ref draws, level, window), ref draws);
    }

    internal static int LevelOf(int seed, int nic)
    {
        var draws = Draws.From(seed, nic, -1);
        return LowestLevel << draws.Below(Levels);
    }

    private static int Tens(ref Draws draws, int level, long window)
    {
        var phase = (int)(window % Period);
        var wave = Math.Min(phase, Period - phase) * Mean / Period;
        return Math.Max(1, level * (Mean / 2 + wave + draws.Below(Mean / 2)) / Mean);
    }

    private static void Add(ulong[] kinds, Direction direction, int tens, ref Draws draws)
    {
        foreach (var (share, first, count) in PacketMix.Groups)
        {
            Add(kinds.AsSpan(first, count), PacketMix.Kinds.AsSpan().Slice(first, count), direction, tens * share, ref draws);
        }
    }

    /// <summary>Each kind has its share, rounded down; the few packets that are left over are drawn.</summary>
    private static void Add(Span<ulong> sums, ReadOnlySpan<PacketKind> kinds, Direction direction, int packets, ref Draws draws)
    {
        var weights = 0;
        foreach (var kind in kinds)
        {
            weights += Weight(kind, direction);
        }

        var left = packets;
        for (var i = 0; i < kinds.Length; i++)
        {
            var share = packets * Weight(kinds[i], direction) / weights;
            sums[i] += (ulong)share;
            left -= share;
        }

        for (; left > 0; left--)
        {
            sums[Pick(kinds, direction, draws.Below(weights))]++;
        }
    }

    private static int Pick(ReadOnlySpan<PacketKind> kinds, Direction direction, int drawn)
    {
        var i = 0;
        for (drawn -= Weight(kinds[i], direction); drawn >= 0; drawn -= Weight(kinds[i], direction))
        {
            i++;
        }

        return i;
    }

    private static int Weight(PacketKind kind, Direction direction) => direction == Direction.Rx ? kind.RxWeight : kind.TxWeight;

    private static DirectionCounters Counters(ulong[] kinds)
    {
        var zero = DirectionCounters.Zero;
        var (total, broadcast, multicast) = (default(Count), 0UL, 0UL);
        var classes = zero.Classes.ToBuilder();
        var flags = zero.TcpFlags.ToBuilder();
        var sizes = zero.Sizes.ToBuilder();
        for (var i = 0; i < kinds.Length; i++)
        {
            var kind = PacketMix.Kinds[i];
            var packets = kinds[i];
            var count = new Count(packets, packets * (ulong)kind.Bytes);
            total += count;
            classes[kind.Class.Index] += count;
            sizes[Math.Min(kind.Bytes / DirectionCounters.SizeBucketBytes, sizes.Count - 1)] += packets;
            flags[kind.TcpFlags] += kind.TcpFlags == 0 ? 0 : packets;
            broadcast += kind.IsBroadcast ? packets : 0;
            multicast += kind.IsMulticast ? packets : 0;
        }

        return zero with
        {
            Total = total,
            Classes = classes.ToImmutable(),
            TcpFlags = flags.ToImmutable(),
            Sizes = sizes.ToImmutable(),
            Broadcast = broadcast,
            Multicast = multicast,
        };
    }
}
