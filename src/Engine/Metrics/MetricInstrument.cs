using Prometheus;

namespace NetMonitor.Engine.Metrics;

/// <summary>One metric family and the series it has at present.</summary>
internal sealed class MetricInstrument
{
    private const char Separator = '\0';

    private readonly Action<string[], double> _set;
    private readonly Action<string[]> _remove;
    private Dictionary<string, string[]> _present = [];
    private Dictionary<string, string[]> _next = [];

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
        _set(labels, sample.Value);
        if (labels.Length > 0)
        {
            _next[string.Join(Separator, labels)] = labels;
        }
    }

    /// <summary>Ends a round: series that were set in the round before and not in this one go.</summary>
    public void RemoveUnset()
    {
        foreach (var (key, labels) in _present)
        {
            if (!_next.ContainsKey(key))
            {
                _remove(labels);
            }
        }

        (_present, _next) = (_next, _present);
        _next.Clear();
    }
}
