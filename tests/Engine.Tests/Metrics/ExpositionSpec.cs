using NetMonitor.Engine.Metrics;
using NetMonitor.Engine.Tests.Documents;

namespace NetMonitor.Engine.Tests.Metrics;

public sealed class ExpositionSpec
{
    private readonly MetricRegistry _registry = new();

    [Fact]
    public async Task Exposition_should_be_as_agreed()
    {
        _registry.Publish(SampleHost.Samples());

        Document.ShouldBe("tests/Engine.Tests/Metrics/exposition.txt", Exposition.Sorted(await Exposition.Of(_registry)));
    }

    [Fact]
    public async Task Exposition_should_stay_the_same_when_nothing_changed()
    {
        _registry.Publish(SampleHost.Samples());
        var first = await Exposition.Of(_registry);
        _registry.Publish(SampleHost.Samples());

        Assert.Equal(Exposition.Sorted(first), Exposition.Sorted(await Exposition.Of(_registry)));
    }

    [Fact]
    public async Task Exposition_should_drop_the_series_of_a_nic_that_left()
    {
        _registry.Publish(SampleHost.Samples());
        _registry.Publish(HostProjection.Of(SampleHost.Of(SampleHost.Failing), SampleHost.Process, SampleHost.Now));

        var text = await Exposition.Of(_registry);
        Assert.DoesNotContain("eth0", text, StringComparison.Ordinal);
        Assert.Contains("network_interface_up{interface=\"wg0\"} 0", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exposition_should_show_the_account_of_the_nic_that_bears_the_name_now()
    {
        _registry.Publish(SampleHost.Samples());
        var other = SampleHost.Idle with { Link = SampleHost.Idle.Link with { Index = 9 } };
        _registry.Publish(HostProjection.Of(SampleHost.Of(other), SampleHost.Process, SampleHost.Now));

        Assert.Contains(
            "network_interface_packets_total{interface=\"eth0\",direction=\"rx\"} 0\n", await Exposition.Of(_registry), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exposition_should_hold_one_info_series_per_nic_when_its_labels_change()
    {
        _registry.Publish(SampleHost.Samples());
        var healed = SampleHost.Failing with { Reason = "tcx: other" };
        _registry.Publish(HostProjection.Of(SampleHost.Of(healed), SampleHost.Process, SampleHost.Now));

        var info = (await Exposition.Of(_registry)).Split('\n').Where(line => line.StartsWith("network_interface_info{", StringComparison.Ordinal));
        Assert.Equal(
            "network_interface_info{interface=\"wg0\",mode=\"none\",reason=\"tcx: other\",driver=\"\",kind=\"wireguard\",role=\"tunnel\",mac=\"\",source=\"none\"} 1",
            Assert.Single(info));
    }

    [Fact]
    public async Task Exposition_should_ask_for_the_samples_at_every_scrape()
    {
        var cpu = 0;
        _registry.Follow(() => HostProjection.Of(
            SampleHost.Snapshot, SampleHost.Process with { CpuTime = TimeSpan.FromSeconds(++cpu) }, SampleHost.Now));

        _ = await Exposition.Of(_registry);
        Assert.Contains("\nnetmonitor_cpu_seconds_total 2\n", await Exposition.Of(_registry), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exposition_should_come_whole_when_scrapes_overlap()
    {
        _registry.Follow(SampleHost.Samples);
        var alone = Exposition.Sorted(await Exposition.Of(_registry));

        var scrapes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => Exposition.Of(_registry))));

        Assert.All(scrapes, scrape => Assert.Equal(alone, Exposition.Sorted(scrape)));
    }
}
