namespace Prometheus;

public interface IGauge : ICollectorChild
{
    double Value { get; }

    void Inc(double increment = 1);

    void Set(double val);

    void Dec(double decrement = 1);

    /// <summary>Raises the value to this one; a lower one changes nothing.</summary>
    void IncTo(double targetValue);

    /// <summary>Lowers the value to this one; a higher one changes nothing.</summary>
    void DecTo(double targetValue);
}
