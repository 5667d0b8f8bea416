using System.Numerics;

namespace NetMonitor.Core.Summaries;

/// <summary>Bounds at which each power of two is cut into <see cref="Steps"/> buckets of the same width, as in HdrHistogram (Tene) and in circllhist
/// (Hartmann, Schlossnagle, arXiv:2001.06561, 2020, with powers of ten).</summary>
internal static class LogLinear
{
    private const int StepBits = 4;

    /// <summary>A bucket is at most 1/16 as wide as its first value; below 32 each value has a bucket of its own.</summary>
    private const int Steps = 1 << StepBits;

    /// <summary>How far the middle of a bucket is off, at most, for any value in it: half the width.</summary>
    public const double RelativeError = 0.5 / Steps;

    /// <summary>Buckets for everything below a power of two.</summary>
    public static int BucketsBelow(int power) => (power - StepBits + 1) * Steps;

    public static int BucketOf(ulong value)
    {
        var shift = Math.Max(0, BitOperations.Log2(value | 1) - StepBits);
        return (shift * Steps) + (int)(value >> shift);
    }

    public static ulong LowestOf(int bucket)
    {
        var shift = Math.Max(0, (bucket / Steps) - 1);
        return (ulong)(bucket - (shift * Steps)) << shift;
    }
}
