using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Summaries;

/// <summary>The bounds by which the kernel counts frames by size, in bytes: <see cref="DirectionCounters.Sizes"/>, taken over as they
/// are. The middle of a bucket is off by 32 bytes at most.</summary>
public sealed class FrameSizeStep : IHistogramScale
{
    private FrameSizeStep()
    {
    }

    public static int Buckets => DirectionCounters.SizeBuckets;

    public static int BucketOf(ulong bytes) => (int)Math.Min(DirectionCounters.SizeBuckets - 1, bytes / DirectionCounters.SizeBucketBytes);

    public static ulong LowestOf(int bucket) => (ulong)bucket * DirectionCounters.SizeBucketBytes;
}
