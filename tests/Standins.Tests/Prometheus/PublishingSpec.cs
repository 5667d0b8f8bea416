using Prometheus;

namespace NetMonitor.Standins.Tests.Prometheus;

public sealed class PublishingSpec
{
    private const string Head = "# HELP c \n# TYPE c counter\n";

    private readonly CollectorRegistry _registry = Metrics.NewCustomRegistry();
    private readonly MetricFactory _factory;

    public PublishingSpec()
    {
        _factory = Metrics.WithCustomRegistry(_registry);
    }

    [Fact]
    public async Task Metric_without_labels_should_show_zero_at_once()
    {
        _ = _factory.CreateCounter("c", "");
        Assert.Equal(Head + "c 0\n", await _registry.Export());
    }

    [Fact]
    public async Task Metric_should_show_nothing_before_its_first_write_when_the_initial_value_is_suppressed()
    {
        var counter = _factory.CreateCounter("c", "", new CounterConfiguration { SuppressInitialValue = true });
        Assert.Equal(Head, await _registry.Export());
        counter.Inc(0);
        Assert.Equal(Head + "c 0\n", await _registry.Export());
    }

    [Fact]
    public async Task Child_should_appear_when_it_is_made()
    {
        var counter = _factory.CreateCounter("c", "", "x");
        Assert.Equal(Head, await _registry.Export());
        _ = counter.WithLabels("1");
        Assert.Equal(Head + "c{x=\"1\"} 0\n", await _registry.Export());
    }

    [Fact]
    public async Task Child_should_wait_for_a_write_or_for_publishing_when_the_initial_value_is_suppressed()
    {
        var counter = _factory.CreateCounter("c", "", ["x"], new CounterConfiguration { SuppressInitialValue = true });
        _ = counter.WithLabels("1");
        counter.WithLabels("2").Publish();
        counter.WithLabels("3").IncTo(3);
        Assert.Equal(Head + "c{x=\"2\"} 0\nc{x=\"3\"} 3\n", await _registry.Export());
    }

    [Fact]
    public async Task Unpublishing_should_hide_the_sample_until_the_next_write()
    {
        var counter = _factory.CreateCounter("c", "");
        counter.Inc();
        counter.Unpublish();
        Assert.Equal(Head, await _registry.Export());
        counter.IncTo(1);
        Assert.Equal(Head + "c 1\n", await _registry.Export());
    }

    [Fact]
    public async Task Removal_should_drop_the_child_and_start_anew_at_zero()
    {
        var counter = _factory.CreateCounter("c", "", "x");
        var held = counter.WithLabels("1");
        held.Inc(5);
        counter.WithLabels("2").Inc();
        counter.RemoveLabelled("1");
        counter.RemoveLabelled("never there");
        held.Inc();
        Assert.Equal(6, held.Value);
        Assert.Equal(Head + "c{x=\"2\"} 1\n", await _registry.Export());
        Assert.Equal(0, counter.WithLabels("1").Value);
    }

    [Fact]
    public async Task Removal_should_be_possible_through_the_child()
    {
        var counter = _factory.CreateCounter("c", "", "x");
        counter.WithLabels("1").Remove();
        counter.WithLabels("2").Dispose();
        Assert.Equal(Head, await _registry.Export());
    }

    [Fact]
    public async Task Registries_should_know_nothing_of_each_other()
    {
        _ = Metrics.WithCustomRegistry(Metrics.NewCustomRegistry()).CreateGauge("c", "");
        _ = _factory.CreateCounter("c", "");
        Assert.Equal(Head + "c 0\n", await _registry.Export());
    }
}
