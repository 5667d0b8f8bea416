namespace NetMonitor.Engine.Metrics;

public enum MetricKind
{
    /// <summary>Only grows; starts at zero again when its NIC or this process is made anew.</summary>
    Counter,

    Gauge,
}
