using NetMonitor.Core.Audit;

namespace NetMonitor.Engine.Metrics;

/// <summary>The series of one NIC's audit: none where nothing was compared, for a 0 would say that all agrees.</summary>
public static class AuditProjection
{
    public static IEnumerable<Sample> Of(string name, InterfaceAudit? audit) => audit is null ? [] : Of(name, audit.Rx).Concat(Of(name, audit.Tx));

    private static IEnumerable<Sample> Of(string name, DirectionAudit audit)
    {
        var direction = TrafficLabels.Of(audit.Direction);
        return
        [
            new(MetricCatalogue.AuditErrorPackets, [name, direction], audit.Error),
            new(MetricCatalogue.AuditErrorRatio, [name, direction], audit.Ratio),
            new(MetricCatalogue.AuditUncertainty, [name, direction], audit.Width),
            new(MetricCatalogue.AuditDrifting, [name, direction], audit.IsDrifting ? 1 : 0),
            new(MetricCatalogue.AuditRebases, [name, direction], audit.Rebases),
        ];
    }
}
