namespace Prometheus;

public sealed partial class Histogram : Collector<Histogram.Child>, IHistogram
{
    private static readonly double[] DefaultBuckets = [.005, .01, .025, .05, .075, .1, .25, .5, .75, 1, 2.5, 5, 7.5, 10];

    private readonly double[] _upperBounds;

    internal Histogram(string name, string help, string[] labelNames, bool published, double[]? buckets)
        : base(name, help, labelNames, published)
    {
        if (labelNames.Contains("le"))
        {
            throw new ArgumentException("'le' is a reserved label name");
        }

        buckets ??= DefaultBuckets;
        if (buckets.Length == 0)
        {
            throw new ArgumentException("Histogram must have at least one bucket");
        }

        if (buckets.Zip(buckets.Skip(1)).Any(pair => pair.First >= pair.Second))
        {
            throw new ArgumentException("Bucket values must be increasing");
        }

        _upperBounds = double.IsPositiveInfinity(buckets[^1]) ? [.. buckets] : [.. buckets, double.PositiveInfinity];
        StartUnlabelled();
    }

    public double Sum => Unlabelled.Sum;

    public long Count => Unlabelled.Count;

    internal override string TypeName => "histogram";

    public void Observe(double val) => Unlabelled.Observe(val);

    public void Observe(double val, long count) => Unlabelled.Observe(val, count);

    public void Publish() => Unlabelled.Publish();

    public void Unpublish() => Unlabelled.Unpublish();

    private protected override Child NewChild(ChildIdentity identity) => new(identity, _upperBounds);
}
