using Prometheus;

namespace NetMonitor.Engine.Metrics;

/// <summary>One metric family and the series it has at present.</summary>
internal sealed class MetricInstrument
{
    private const char Separator = '\0';

    private readonly Action<string[], double> _set;
    private readonly Action<string[]> _remove;
    private Dictionary<string, (string[] Labels, double Value)> _present = [];
    private Dictionary<string, (string[] Labels, double Value)> _next = [];

    private MetricInstrument(Action<string[], double> set, Action<string[]> remove)
    {
        _set = set;
        _remove = remove;
    }

    public static MetricInstrument Create(MetricFactory factory, MetricDefinition definition)
    {
        string[] names = [.. definition.Labels];
        if (definition.Kind == MetricKind.Counter)
        {
            var counter = factory.CreateCounter(definition.Name, definition.Help, names);
            return new MetricInstrument(
                (labels, value) => (labels.Length == 0 ? (ICounter)counter : counter.WithLabels(labels)).IncTo(value),
                counter.RemoveLabelled);
        }

        var gauge = factory.CreateGauge(definition.Name, definition.Help, names);
        return new MetricInstrument(
            (labels, value) => (labels.Length == 0 ? (IGauge)gauge : gauge.WithLabels(labels)).Set(value),
            gauge.RemoveLabelled);
    }

    public void Set(Sample sample)
    {
        string[] labels = [.. sample.Labels];
        if (labels.Length == 0)
        {
            _set(labels, sample.Value);
            return;
        }

        var key = string.Join(Separator, labels);
        if (_present.TryGetValue(key, out var before) && sample.Value < before.Value)
        {
            // Another NIC took the name since the last scrape. The library's counters never step back: its series starts anew.
            _remove(labels);
        }

        _set(labels, sample.Value);
        _next[key] = (labels, sample.Value);
    }

    /// <summary>Ends a round: series that were set in the round before and not in this one go.</summary>
    public void RemoveUnset()
    {
        foreach (var (key, series) in _present)
        {
            if (!_next.ContainsKey(key))
            {
                _remove(series.Labels);
            }
        }

        (_present, _next) = (_next, _present);
        _next.Clear();
    }
}
