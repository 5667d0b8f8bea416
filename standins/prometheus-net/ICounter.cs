namespace Prometheus;

public interface ICounter : ICollectorChild
{
    double Value { get; }

    void Inc(double increment = 1);

    /// <summary>Raises the value to this one; a lower one changes nothing.</summary>
    void IncTo(double targetValue);
}
