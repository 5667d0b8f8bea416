namespace Prometheus;

public static class Metrics
{
    public static CollectorRegistry DefaultRegistry { get; } = new();

    public static MetricFactory DefaultFactory { get; } = new(DefaultRegistry);

    public static CollectorRegistry NewCustomRegistry() => new();

    public static MetricFactory WithCustomRegistry(CollectorRegistry registry) => new(registry);

    /// <summary>Nothing to do: only the real package puts metrics about the process into the default registry.</summary>
    public static void SuppressDefaultMetrics()
    {
    }
}
