namespace NetMonitor.Core.Summaries;

/// <summary>Sees a stream of values, for a <see cref="Histogram{TScale}"/>. O(1) for each, without allocating. Not for use by several threads at
/// once.</summary>
public sealed class HistogramBuilder<TScale>
    where TScale : IHistogramScale
{
    private readonly ulong[] _counts = new ulong[TScale.Buckets];
    private ulong _sum;
    private bool _isEmpty = true;

    /// <param name="times">How often the value occurred.</param>
    public void Add(ulong value, ulong times = 1)
    {
        _counts[TScale.BucketOf(value)] += times;
        _sum += value * times;
        _isEmpty = false;
    }

    public Histogram<TScale> ToHistogram() => _isEmpty ? Histogram<TScale>.Empty : new([.. _counts], _sum);

    /// <summary>As new, without allocating anew.</summary>
    public void Clear()
    {
        Array.Clear(_counts);
        _sum = 0;
        _isEmpty = true;
    }
}
