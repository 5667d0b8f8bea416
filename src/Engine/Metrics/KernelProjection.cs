using NetMonitor.Core.Interfaces;

namespace NetMonitor.Engine.Metrics;

/// <summary>The series of the kernel's own counters of one NIC.</summary>
public static class KernelProjection
{
    public static IEnumerable<Sample> Of(string name, KernelCounters kernel) =>
    [
        new(MetricCatalogue.KernelPackets, [name, "rx"], kernel.RxPackets),
        new(MetricCatalogue.KernelPackets, [name, "tx"], kernel.TxPackets),
        new(MetricCatalogue.KernelBytes, [name, "rx"], kernel.RxBytes),
        new(MetricCatalogue.KernelBytes, [name, "tx"], kernel.TxBytes),
        new(MetricCatalogue.KernelErrors, [name, "rx"], kernel.RxErrors),
        new(MetricCatalogue.KernelErrors, [name, "tx"], kernel.TxErrors),
        new(MetricCatalogue.KernelDropped, [name, "rx"], kernel.RxDropped),
        new(MetricCatalogue.KernelDropped, [name, "tx"], kernel.TxDropped),
        new(MetricCatalogue.KernelMissed, [name, "rx"], kernel.RxMissed),
        new(MetricCatalogue.KernelNoHandler, [name, "rx"], kernel.RxNoHandler),
    ];
}
