using System.Numerics;

namespace NetMonitor.Core.Summaries;

/// <summary>Sees a stream of keys, for a <see cref="HyperLogLog"/>. O(1) for each, without allocating. Not for use by several threads at once.</summary>
public sealed class HyperLogLogBuilder
{
    private const int RankBits = 6;

    /// <summary>Of <see cref="Mark"/>.</summary>
    internal const int MarkBits = HyperLogLog.Precision + RankBits;

    private readonly byte[] _registers = new byte[HyperLogLog.Size];
    private bool _isEmpty = true;

    /// <param name="key">The same bytes on every host: fields in a fixed order and byte order, with no padding in between. Streams of
    /// keys of several kinds are kept apart by the caller.</param>
    public void Add(ReadOnlySpan<byte> key) => Add(Mark(key));

    public HyperLogLog ToHyperLogLog() => _isEmpty ? HyperLogLog.Empty : new([.. _registers]);

    /// <summary>All that a key does to any sketch: which register, and above which value it lifts it (the low bits). Never 0.</summary>
    internal static uint Mark(ReadOnlySpan<byte> key)
    {
        var hash = XxHash64.Of(key, HyperLogLog.Seed);
        return ((uint)(hash >> (64 - HyperLogLog.Precision)) << RankBits) | Rank(hash);
    }

    /// <param name="mark">Of a key.</param>
    internal void Add(uint mark)
    {
        ref var register = ref _registers[mark >> RankBits];
        var rank = (byte)(mark & ((1 << RankBits) - 1));
        if (register < rank)
        {
            register = rank;
        }

        _isEmpty = false;
    }

    /// <summary>As new, without allocating anew.</summary>
    public void Clear()
    {
        Array.Clear(_registers);
        _isEmpty = true;
    }

    /// <summary>Position of the first 1 behind the bits that chose the register, from 1. A 1 put at the end bounds it.</summary>
    private static byte Rank(ulong hash) =>
        (byte)(BitOperations.LeadingZeroCount((hash << HyperLogLog.Precision) | (1UL << (HyperLogLog.Precision - 1))) + 1);
}
