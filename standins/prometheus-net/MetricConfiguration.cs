namespace Prometheus;

public abstract class MetricConfiguration
{
    /// <summary>Used where the call that makes the metric names no labels.</summary>
    public string[]? LabelNames { get; set; }

    /// <summary>A series appears with its first write, instead of at once with 0.</summary>
    public bool SuppressInitialValue { get; set; }
}
