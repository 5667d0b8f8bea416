namespace Prometheus;

public sealed class HistogramConfiguration : MetricConfiguration
{
    /// <summary>Upper bounds, increasing; +Inf is added. Without them: 5 ms to 10 s.</summary>
    public double[]? Buckets { get; set; }
}
