using Prometheus;

namespace NetMonitor.Engine.Metrics;

/// <summary>Every metric of the catalogue in a registry of our own, without the library's default ones; holds exactly the series
/// that were published last.</summary>
public sealed class MetricRegistry
{
    private readonly Dictionary<MetricDefinition, MetricInstrument> _instruments;
    private readonly Lock _publishing = new();

    public MetricRegistry()
    {
        var factory = Prometheus.Metrics.WithCustomRegistry(Collectors);
        _instruments = MetricCatalogue.All.ToDictionary(definition => definition, definition => MetricInstrument.Create(factory, definition));
    }

    public CollectorRegistry Collectors { get; } = Prometheus.Metrics.NewCustomRegistry();

    /// <summary>Runs before every scrape, also of two at once.</summary>
    public void Follow(Func<IEnumerable<Sample>> samples) => Collectors.AddBeforeCollectCallback(() => Publish(samples()));

    /// <summary>Series that are not among <paramref name="samples"/> are removed, and start anew if they come back.</summary>
    public void Publish(IEnumerable<Sample> samples)
    {
        lock (_publishing)
        {
            foreach (var sample in samples)
            {
                _instruments[sample.Metric].Set(sample);
            }

            foreach (var instrument in _instruments.Values)
            {
                instrument.RemoveUnset();
            }
        }
    }
}
