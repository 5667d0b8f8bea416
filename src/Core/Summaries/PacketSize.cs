namespace NetMonitor.Core.Summaries;

/// <summary>Sizes of packets in bytes, to 1/32: see <see cref="RelativeError"/>. Below 64 KiB, the largest IP packet; all above are one bucket.</summary>
public sealed class PacketSize : IHistogramScale
{
    public const double RelativeError = LogLinear.RelativeError;

    private const int Power = 16;

    private PacketSize()
    {
    }

    public static int Buckets { get; } = LogLinear.BucketsBelow(Power) + 1;

    public static int BucketOf(ulong bytes) => Math.Min(Buckets - 1, LogLinear.BucketOf(bytes));

    public static ulong LowestOf(int bucket) => LogLinear.LowestOf(bucket);
}
