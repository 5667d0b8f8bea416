using NetMonitor.Engine.Metrics;

namespace NetMonitor.Engine.Tests.Metrics;

public sealed class AuditProjectionSpec
{
    [Fact]
    public void Audit_should_be_published_with_its_sign()
    {
        var samples = AuditProjection.Of("eth0", SampleAudit.Disagreeing).ToList();

        Assert.Equal(-7, Value(MetricCatalogue.AuditErrorPackets, "rx"));
        Assert.Equal(10, Value(MetricCatalogue.AuditErrorPackets, "tx"));
        Assert.Equal(-7 / 1107.0, Value(MetricCatalogue.AuditErrorRatio, "rx"));
        Assert.Equal(10 / 959.0, Value(MetricCatalogue.AuditErrorRatio, "tx"));
        Assert.Equal(100, Value(MetricCatalogue.AuditUncertainty, "rx"));
        Assert.Equal(3, Value(MetricCatalogue.AuditUncertainty, "tx"));
        Assert.Equal(0, Value(MetricCatalogue.AuditDrifting, "rx"));

        double Value(MetricDefinition metric, string direction) => Assert.Single(samples, one => one.Metric == metric && one.Labels[1] == direction).Value;
    }

    [Fact]
    public void Nothing_should_be_published_where_nothing_was_compared()
    {
        var samples = HostProjection.Of(SampleHost.Of(SampleHost.ByKernel, SampleHost.Failing), SampleHost.Process, SampleHost.Now);

        Assert.DoesNotContain(samples, one => one.Metric.Name.StartsWith("network_audit", StringComparison.Ordinal));
    }
}
