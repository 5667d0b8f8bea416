using System.Collections.Immutable;

namespace NetMonitor.Core.Summaries;

/// <summary>The largest keys of a weighted stream (bytes or packets), each with how far its count can be off: what
/// <see cref="SpaceSaving{TKey}"/> saw, and any merge of such.</summary>
/// <remarks>
/// With N = <see cref="Total"/> and k = <see cref="Capacity"/>, over any tree of merges:
/// truth within [count - error, count] for each entry; truth at most <see cref="ErrorBound"/> for each key without one; every error at
/// most ErrorBound, and ErrorBound at most N / k. So a key heavier than N / k always has an entry. With no more than k keys all is exact.
/// <para>Merges commute, with <see cref="Empty"/> as identity. They do not associate: which of the keys near the bound keep an entry, and how
/// loose their counts are, depends on the tree.</para>
/// <para>The merge is that of Cafaro, Pulimeno, Tempesta (A Parallel Space Saving Algorithm for Frequent Items and the Hurwitz Zeta
/// Distribution, Information Sciences 329, 2016), which keeps more than the one by which Agarwal et al. (Mergeable Summaries, PODS 2012) proved
/// that such a summary exists. Why the bound holds: any k keys share out N, since a key without an entry is booked with the smallest
/// count, which k entries share out at least; this survives addition, so the k-th largest is at most (N1 + N2) / k.</para>
/// </remarks>
public sealed record HeavyHitters<TKey> : IMergeable<HeavyHitters<TKey>>
    where TKey : notnull, IEquatable<TKey>, IComparable<TKey>
{
    private HeavyHitters(int capacity, ulong total, ImmutableArray<HeavyHitter<TKey>> entries)
    {
        Capacity = capacity;
        Total = total;
        Entries = entries;
    }

    /// <summary>It has room for everything, so that what it is merged with keeps its own capacity.</summary>
    public static HeavyHitters<TKey> Empty { get; } = new(int.MaxValue, 0, []);

    /// <summary>Entries held at most. A merge has the smaller of both capacities.</summary>
    public int Capacity { get; }

    /// <summary>Exact sum of all weights, of keys with and without an entry. Wraps at 2^64: of bytes, eleven years at 400 Gbit/s.</summary>
    public ulong Total { get; }

    /// <summary>In order of rank, see <see cref="HeavyHitter{TKey}.CompareTo"/>.</summary>
    public ImmutableArray<HeavyHitter<TKey>> Entries { get; }

    /// <summary>The most that a key without an entry can have: the smallest count held, or nothing while there is room left.</summary>
    public ulong ErrorBound => Entries.Length < Capacity ? 0 : Entries[^1].Count;

    /// <summary>From what is known elsewhere: from another process, or exact sums (then each error is 0).</summary>
    /// <param name="entries">In any order.</param>
    /// <exception cref="ArgumentException">No stream has such a summary.</exception>
    public static HeavyHitters<TKey> Of(int capacity, ulong total, IEnumerable<HeavyHitter<TKey>> entries)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        var result = new HeavyHitters<TKey>(capacity, total, [.. entries.Order()]);
        return result.Fault() is { } fault ? throw new ArgumentException(fault, nameof(entries)) : result;
    }

    /// <summary>O(k log k) for k entries on both sides together.</summary>
    public HeavyHitters<TKey> Merge(HeavyHitters<TKey> other)
    {
        if (other.Entries.IsEmpty && other.Capacity >= Capacity)
        {
            return this;
        }

        if (Entries.IsEmpty && Capacity >= other.Capacity)
        {
            return other;
        }

        return Largest(Math.Min(Capacity, other.Capacity), Total + other.Total, Joined(other));
    }

    public bool Equals(HeavyHitters<TKey>? other) =>
        other is not null && Capacity == other.Capacity && Total == other.Total && Entries.AsSpan().SequenceEqual(other.Entries.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Capacity, Total, Entries.Length);

    /// <param name="entries">Put in order.</param>
    internal static HeavyHitters<TKey> Largest(int capacity, ulong total, Span<HeavyHitter<TKey>> entries)
    {
        entries.Sort();
        return new(capacity, total, ImmutableArray.Create<HeavyHitter<TKey>>(entries[..Math.Min(capacity, entries.Length)]));
    }

    /// <summary>A key that one side does not hold may have had up to that side's bound there.</summary>
    private Span<HeavyHitter<TKey>> Joined(HeavyHitters<TKey> other)
    {
        var places = new Dictionary<TKey, int>(Entries.Length);
        var joined = new HeavyHitter<TKey>[Entries.Length + other.Entries.Length];
        var length = 0;
        foreach (var entry in Entries)
        {
            places.Add(entry.Key, length);
            joined[length++] = Plus(entry, other.ErrorBound, other.ErrorBound);
        }

        foreach (var entry in other.Entries)
        {
            if (places.TryGetValue(entry.Key, out var place))
            {
                joined[place] = Plus(Entries[place], entry.Count, entry.Error);
            }
            else
            {
                joined[length++] = Plus(entry, ErrorBound, ErrorBound);
            }
        }

        return joined.AsSpan(0, length);
    }

    private static HeavyHitter<TKey> Plus(HeavyHitter<TKey> entry, ulong count, ulong error) =>
        new(entry.Key, entry.Count + count, entry.Error + error);

    private string? Fault()
    {
        if (Entries.Length > Capacity)
        {
            return $"{Entries.Length} entries where {Capacity} have room.";
        }

        var sum = UInt128.Zero;
        foreach (var (key, count, error) in Entries)
        {
            sum += count;
            if (count == 0)
            {
                return $"{key} has an entry and no weight.";
            }

            if (error > ErrorBound || error > count)
            {
                return $"The error {error} of {key} exceeds {Math.Min(ErrorBound, count)}.";
            }
        }

        if (Entries.Select(static entry => entry.Key).Distinct().Count() < Entries.Length)
        {
            return "A key has two entries.";
        }

        return sum > Total || (Entries.Length < Capacity && sum < Total) ? $"The counts sum up to {sum} in a total of {Total}." : null;
    }
}
