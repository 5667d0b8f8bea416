namespace Prometheus;

public sealed partial class Histogram
{
    public sealed class Child : ChildBase, IHistogram
    {
        private readonly double[] _upperBounds;
        private readonly string[] _bucketLabels;
        private readonly long[] _counts;
        private readonly Lock _lock = new();
        private double _sum;

        internal Child(ChildIdentity identity, double[] upperBounds)
            : base(identity)
        {
            _upperBounds = upperBounds;
            _bucketLabels = [.. upperBounds.Select(bound => TextExposition.WithBound(Labels, bound))];
            _counts = new long[upperBounds.Length];
        }

        public double Sum
        {
            get
            {
                lock (_lock)
                {
                    return _sum;
                }
            }
        }

        public long Count
        {
            get
            {
                lock (_lock)
                {
                    return _counts.Sum();
                }
            }
        }

        public void Observe(double val) => Observe(val, 1);

        /// <summary>The same value so many times. NaN is not taken.</summary>
        public void Observe(double val, long count)
        {
            if (double.IsNaN(val))
            {
                return;
            }

            lock (_lock)
            {
                // The bound belongs to its bucket.
                _counts[Array.FindIndex(_upperBounds, bound => val <= bound)] += count;
                _sum += val * count;
            }

            Publish();
        }

        private protected override void Write(TextExposition text, string name)
        {
            long[] counts;
            double sum;
            lock (_lock)
            {
                (counts, sum) = ([.. _counts], _sum);
            }

            text.Sample(name + "_sum", Labels, sum);
            text.Sample(name + "_count", Labels, counts.Sum());
            var below = 0L;
            for (var bucket = 0; bucket < counts.Length; bucket++)
            {
                below += counts[bucket];
                text.Sample(name + "_bucket", _bucketLabels[bucket], below);
            }
        }
    }
}
