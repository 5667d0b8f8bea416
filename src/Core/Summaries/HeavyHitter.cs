namespace NetMonitor.Core.Summaries;

/// <summary>A key that is among the largest of its stream. The truth lies within [<see cref="Guaranteed"/>, <see cref="Count"/>].</summary>
/// <param name="Count">Sum of weights, never less than the truth.</param>
/// <param name="Error">By how much <paramref name="Count"/> can exceed the truth.</param>
public readonly record struct HeavyHitter<TKey>(TKey Key, ulong Count, ulong Error) : IComparable<HeavyHitter<TKey>>
    where TKey : notnull, IEquatable<TKey>, IComparable<TKey>
{
    public ulong Guaranteed => Count - Error;

    /// <summary>The order of rank: larger counts first, and keys in their own order where counts are the same.</summary>
    public int CompareTo(HeavyHitter<TKey> other) => other.Count.CompareTo(Count) is var byCount and not 0 ? byCount : Key.CompareTo(other.Key);
}
