using NetMonitor.Core.Costs;
using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Costs;
using NetMonitor.Engine.Metrics;
using NetMonitor.Engine.Tests.Metrics;

namespace NetMonitor.Engine.Tests.Costs;

public sealed class CostViewSpec
{
    [Fact]
    public void Nic_should_be_shown_under_the_name_that_it_has_now()
    {
        var renamed = SampleHost.Counting with { Link = SampleHost.Counting.Link with { Name = "lan0" } };

        Assert.Equal(["lan0"], CostView.Of(SampleCost.Report, SampleHost.Of(renamed)).Nics.Select(nic => nic.Interface));
    }

    [Fact]
    public void Nic_should_be_left_out_while_nothing_is_attached()
    {
        var detached = SampleHost.Counting.Detached(SampleHost.Counting.Link, InterfaceCondition.Detached, "by command", 0);

        Assert.Empty(CostView.Of(SampleCost.Report, SampleHost.Of(detached)).Nics);
    }

    [Fact]
    public void What_was_not_measured_should_have_no_series()
    {
        var report = SampleCost.Report with
        {
            CpuShare = null,
            Process = SampleCost.Report.Process with { PrivateBytes = null },
            Budget = SampleCost.Report.Budget with { Limits = SampleCost.Report.Budget.Limits with { Cpu = null, MemoryBytes = null } },
            Nics = [new NicCost(2, 4096, null, [])],
        };
        var names = CostProjection.Of(CostView.Of(report, SampleHost.Of(SampleHost.Counting))).Select(sample => sample.Metric).ToHashSet();

        Assert.Contains(MetricCatalogue.MapBytes, names);
        Assert.Empty(names.Intersect(
        [
            MetricCatalogue.CpuShare, MetricCatalogue.PrivateMemory, MetricCatalogue.BudgetCpu, MetricCatalogue.BudgetMemory, MetricCatalogue.ReadCpu,
            MetricCatalogue.ReadAllocated, MetricCatalogue.ReadWait, MetricCatalogue.ProgramRun, MetricCatalogue.ProgramRuns,
        ]));
    }

    [Theory]
    [InlineData("VmRSS:", 100_756L << 10)]
    [InlineData("RssAnon:", 21_092L << 10)]
    [InlineData("RssFile:", null)]
    [InlineData("VmSwap:", null)]
    public void Fields_of_the_process_should_be_read_in_bytes(string field, long? bytes) =>
        Assert.Equal(bytes, ProcessMeter.Bytes("Name:\tnetmonitor\nVmRSS:\t  100756 kB\nRssAnon:\t   21092 kB\nRssFile:\tmany\n", field));

    [Fact]
    public void Process_should_cost_something()
    {
        var cost = ProcessMeter.Read();

        Assert.True(cost.Cpu > TimeSpan.Zero && cost.AllocatedBytes > 0);
        Assert.InRange(cost.PrivateBytes ?? 1, 1, cost.ResidentBytes);
    }
}
