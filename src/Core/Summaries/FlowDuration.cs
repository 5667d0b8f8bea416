namespace NetMonitor.Core.Summaries;

/// <summary>How long flows lasted, in milliseconds, to 1/32: see <see cref="RelativeError"/>. Below 2^28 ms (three days); all above are one bucket.</summary>
/// <remarks>What the kernel says of a flow has the resolution of its tick (1 to 10 ms), whatever the bounds.</remarks>
public sealed class FlowDuration : IHistogramScale
{
    public const double RelativeError = LogLinear.RelativeError;

    private const int Power = 28;

    private FlowDuration()
    {
    }

    public static int Buckets { get; } = LogLinear.BucketsBelow(Power) + 1;

    public static int BucketOf(ulong milliseconds) => Math.Min(Buckets - 1, LogLinear.BucketOf(milliseconds));

    public static ulong LowestOf(int bucket) => LogLinear.LowestOf(bucket);
}
