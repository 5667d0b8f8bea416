namespace Prometheus;

/// <summary>A metric: a name and its children, one for each combination of label values.</summary>
public interface ICollector
{
    string Name { get; }

    string Help { get; }

    string[] LabelNames { get; }
}
