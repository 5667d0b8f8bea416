using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Summaries;

/// <summary>The bounds by which the kernel counts frames by size, in bytes: <see cref="DirectionCounters.Sizes"/>, taken over as they
/// are. The middle of a bucket is off by 32 bytes at most.</summary>
public sealed class FrameSizeStep : IHistogramScale
{
    private FrameSizeStep()
    {
    }

    /// <summary>Of the packets in both directions that were counted in between.</summary>
    /// <param name="before">Of the same NIC and generation.</param>
    public static Histogram<FrameSizeStep> Between(TrafficCounters before, TrafficCounters now)
    {
        var counts = new ulong[Buckets];
        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] = now.Rx.Sizes[i] - before.Rx.Sizes[i] + now.Tx.Sizes[i] - before.Tx.Sizes[i];
        }

        return new(counts, now.Rx.Total.Bytes - before.Rx.Total.Bytes + now.Tx.Total.Bytes - before.Tx.Total.Bytes);
    }

    public static int Buckets => DirectionCounters.SizeBuckets;

    public static int BucketOf(ulong bytes) => (int)Math.Min(DirectionCounters.SizeBuckets - 1, bytes / DirectionCounters.SizeBucketBytes);

    public static ulong LowestOf(int bucket) => (ulong)bucket * DirectionCounters.SizeBucketBytes;
}
