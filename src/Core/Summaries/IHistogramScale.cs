namespace NetMonitor.Core.Summaries;

/// <summary>The fixed bounds of a histogram. They are a type, so that histograms of different bounds cannot be merged.</summary>
/// <remarks>Buckets follow each other without gaps from 0 on; the last one has no end. Hosts send each other counts by bucket: the bounds
/// of a scale never change.</remarks>
public interface IHistogramScale
{
    static abstract int Buckets { get; }

    static abstract int BucketOf(ulong value);

    /// <summary>The first value of a bucket.</summary>
    static abstract ulong LowestOf(int bucket);
}
