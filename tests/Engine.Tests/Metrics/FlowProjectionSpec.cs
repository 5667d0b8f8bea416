using NetMonitor.Core.Host;
using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Metrics;

namespace NetMonitor.Engine.Tests.Metrics;

public sealed class FlowProjectionSpec
{
    [Fact]
    public void FlowProjection_should_say_nothing_of_flows_when_none_were_ever_counted()
    {
        var roomy = SampleHost.Counting with
        {
            Attachment = SampleHost.Counting.Attachment! with { Flows = new FlowRoom(Wanted: 65536, Slots: 32768, MapBytes: 11_534_336, "the budget does not suffice") },
        };

        Assert.Empty(FlowProjection.OfHost(SampleHost.Of(roomy)));
        Assert.Equal(
            ["network_flow_slots=32768", "network_flow_slots_wanted=65536", "netmonitor_flow_map_bytes=11534336"],
            FlowProjection.OfRoom("eth0", roomy).Select(sample => $"{sample.Metric.Name}={sample.Value}"));
        Assert.Empty(FlowProjection.OfRoom("wg0", SampleHost.Failing));
    }

    [Fact]
    public void FlowProjection_should_show_what_is_in_flows_and_what_overflowed()
    {
        Assert.Equal(["rx=" + (77 / 80.0), "tx=1"], Of(MetricCatalogue.FlowCoverage));
        Assert.Equal(
            ["rx/ring_full=3", "rx/no_slice=0", "rx/no_key=0", "rx/restart=0", "tx/ring_full=0", "tx/no_slice=0", "tx/no_key=0", "tx/restart=0"],
            Of(MetricCatalogue.FlowOverflowPackets));
        Assert.Equal("rx/ring_full=300", Of(MetricCatalogue.FlowOverflowBytes)[0]);
    }

    [Fact]
    public void FlowProjection_should_show_a_packet_that_is_missing() =>
        Assert.Equal(["rx=1", "tx=0"], Of(MetricCatalogue.FlowIdentityDifference));

    [Fact]
    public void FlowProjection_should_show_the_largest_pairs_and_the_rest_as_other_so_that_together_they_are_all_that_is_held()
    {
        var pairs = Of(MetricCatalogue.TopBytes);

        Assert.Equal(["rx/10.0.0.1/10.0.0.2=5000", "rx/10.0.0.1/10.0.0.3=2000", "rx/other/other=700"], pairs);
        Assert.Equal(MeasuredFlows.View.Nics[0].RxBalance.Held.Bytes, (ulong)Samples(SampleHost.Snapshot).Where(IsTop).Sum(sample => sample.Value));
    }

    [Fact]
    public void FlowProjection_should_count_each_flow_of_the_host()
    {
        var values = Samples(SampleHost.Snapshot).Where(sample => sample.Labels.IsEmpty).ToDictionary(sample => sample.Metric, sample => sample.Value);

        Assert.Equal((5, 5, 5, 0), (values[MetricCatalogue.ActiveFlows], values[MetricCatalogue.NewFlows], values[MetricCatalogue.LedgerCapacity], values[MetricCatalogue.FoldedFlows]));
        Assert.Equal((4, 3, 5), (values[MetricCatalogue.DistinctSources], values[MetricCatalogue.DistinctDestinations], values[MetricCatalogue.DistinctFlows]));
    }

    [Fact]
    public void FlowProjection_should_say_nothing_of_a_nic_that_is_gone() =>
        Assert.DoesNotContain(Samples(SampleHost.Snapshot), sample => sample.Labels.Contains("eth7"));

    [Fact]
    public async Task Pairs_that_leave_the_top_should_take_their_series_along()
    {
        var registry = new MetricRegistry();
        registry.Publish(SampleHost.Samples());
        Assert.Contains("dst=\"10.0.0.3\"", await Exposition.Of(registry), StringComparison.Ordinal);

        var fewer = SampleHost.Snapshot with { Flows = MeasuredFlows.Ledger().View(top: 20, pairs: 1) };
        registry.Publish(HostProjection.Of(fewer, SampleHost.Process, SampleHost.Now));

        var text = await Exposition.Of(registry);
        Assert.DoesNotContain("10.0.0.3", text, StringComparison.Ordinal);
        Assert.Contains("network_flow_top_bytes{interface=\"eth0\",direction=\"rx\",src=\"other\",dst=\"other\"} 2700\n", text, StringComparison.Ordinal);
    }

    private static bool IsTop(Sample sample) => sample.Metric == MetricCatalogue.TopBytes;

    private static IEnumerable<Sample> Samples(HostSnapshot snapshot) => FlowProjection.OfHost(snapshot);

    private static List<string> Of(MetricDefinition metric) =>
    [
        .. Samples(SampleHost.Snapshot).Where(sample => sample.Metric == metric)
            .Select(sample => $"{string.Join('/', sample.Labels.Skip(1))}={sample.Value}"),
    ];
}
