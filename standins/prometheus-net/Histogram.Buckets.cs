namespace Prometheus;

public sealed partial class Histogram
{
    /// <summary>start, start*factor, start*factor^2, ...</summary>
    public static double[] ExponentialBuckets(double start, double factor, int count)
    {
        if (count <= 0)
        {
            throw new ArgumentException("ExponentialBuckets needs a positive count");
        }

        if (start <= 0)
        {
            throw new ArgumentException("ExponentialBuckets needs a positive start");
        }

        if (factor <= 1)
        {
            throw new ArgumentException("ExponentialBuckets needs a factor greater than 1");
        }

        var buckets = new double[count];
        for (var index = 0; index < count; index++)
        {
            buckets[index] = start;
            start *= factor;
        }

        return buckets;
    }

    /// <summary>start, start+width, start+2*width, ...</summary>
    public static double[] LinearBuckets(double start, double width, int count)
    {
        if (count <= 0)
        {
            throw new ArgumentException("LinearBuckets needs a positive count");
        }

        var buckets = new double[count];
        for (var index = 0; index < count; index++)
        {
            buckets[index] = start;
            start += width;
        }

        return buckets;
    }
}
