namespace Prometheus;

/// <summary>One time series, or the few of one histogram.</summary>
public interface ICollectorChild
{
}
