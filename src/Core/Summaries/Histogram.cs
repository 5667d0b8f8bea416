namespace NetMonitor.Core.Summaries;

/// <summary>How often which values occurred, by the bounds of <typeparamref name="TScale"/>. Merging adds bucket by bucket: exact in any grouping
/// and order.</summary>
public sealed class Histogram<TScale> : IMergeable<Histogram<TScale>>, IEquatable<Histogram<TScale>>
    where TScale : IHistogramScale
{
    private readonly ulong[] _counts;

    /// <param name="counts">Taken over.</param>
    internal Histogram(ulong[] counts, ulong sum)
    {
        _counts = counts;
        Sum = sum;
        foreach (var count in counts)
        {
            Count += count;
        }
    }

    public static Histogram<TScale> Empty { get; } = new(new ulong[TScale.Buckets], 0);

    /// <summary>By bucket.</summary>
    public ReadOnlySpan<ulong> Counts => _counts;

    /// <summary>How many values.</summary>
    public ulong Count { get; }

    /// <summary>Of all values, exact and in the unit of the scale.</summary>
    public ulong Sum { get; }

    /// <exception cref="ArgumentException">Another number of buckets.</exception>
    public static Histogram<TScale> Of(ReadOnlySpan<ulong> counts, ulong sum) => counts.Length == TScale.Buckets
        ? new(counts.ToArray(), sum)
        : throw new ArgumentException($"It takes {TScale.Buckets} counts, not {counts.Length}.", nameof(counts));

    public Histogram<TScale> Merge(Histogram<TScale> other)
    {
        if (ReferenceEquals(other, Empty))
        {
            return this;
        }

        if (ReferenceEquals(this, Empty))
        {
            return other;
        }

        var merged = new ulong[_counts.Length];
        for (var i = 0; i < merged.Length; i++)
        {
            merged[i] = _counts[i] + other._counts[i];
        }

        return new(merged, Sum + other.Sum);
    }

    /// <summary>The smallest value that at least the share <paramref name="q"/> of all values does not exceed, as closely as the scale tells:
    /// it lies within the range, without exception. Null where there are no values.</summary>
    /// <param name="q">From 0 (the smallest value) to 1 (the largest).</param>
    public ValueRange? Quantile(double q)
    {
        if (q is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(q), q, "It goes from 0 to 1.");
        }

        if (Count == 0)
        {
            return null;
        }

        // A double cannot hold each rank above 2^53, and may round up to one that does not exist.
        var rank = Math.Clamp((ulong)Math.Ceiling(q * Count), 1, Count);
        var bucket = 0;
        for (var passed = _counts[0]; passed < rank; passed += _counts[bucket])
        {
            bucket++;
        }

        return new(TScale.LowestOf(bucket), bucket + 1 < _counts.Length ? TScale.LowestOf(bucket + 1) - 1 : null);
    }

    public bool Equals(Histogram<TScale>? other) => other is not null && Sum == other.Sum && Counts.SequenceEqual(other.Counts);

    public override bool Equals(object? obj) => Equals(obj as Histogram<TScale>);

    public override int GetHashCode() => HashCode.Combine(Count, Sum);
}
