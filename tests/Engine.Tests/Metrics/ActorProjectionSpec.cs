using NetMonitor.Engine.Metrics;

namespace NetMonitor.Engine.Tests.Metrics;

public sealed class ActorProjectionSpec
{
    [Fact]
    public void ActorProjection_should_show_each_actor_by_its_path() => Assert.Equal(
        [
            "netmonitor_actor_restarts_total{/user/interfaces} 1",
            "netmonitor_actor_backoff_seconds{/user/interfaces} 0",
            "netmonitor_actor_mailbox_depth{/user/interfaces} 17",
            "netmonitor_actor_last_failure_timestamp_seconds{/user/interfaces,fault} 1700000123.25",
            "netmonitor_actor_restarts_total{/user/interfaces/eth0} 0",
            "netmonitor_actor_backoff_seconds{/user/interfaces/eth0} 0",
            "netmonitor_actor_mailbox_depth{/user/interfaces/eth0} 17",
            "netmonitor_actor_restarts_total{/user/interfaces/wg0} 3",
            "netmonitor_actor_backoff_seconds{/user/interfaces/wg0} 1.75",
            "netmonitor_actor_last_failure_timestamp_seconds{/user/interfaces/wg0,attach} 1700000132.25",
        ],
        SampleActors.Samples().Select(sample => FormattableString.Invariant($"{sample.Metric.Name}{{{string.Join(',', sample.Labels)}}} {sample.Value}")));

    /// <summary>Words of the kernel may hold a name or an address, and would each be a series of its own.</summary>
    [Fact]
    public void ActorProjection_should_not_make_labels_of_words() => Assert.DoesNotContain(
        SampleActors.Samples(), sample => sample.Labels.Any(label => label.Contains("EBUSY", StringComparison.Ordinal)));

    [Fact]
    public async Task Exposition_should_drop_the_series_of_an_actor_that_left()
    {
        var registry = new MetricRegistry();
        registry.Publish(SampleHost.Samples());
        Assert.Contains("actor=\"/user/interfaces/wg0\"", await Exposition.Of(registry), StringComparison.Ordinal);

        registry.Publish(ActorProjection.Of(SampleActors.All.Take(2), _ => 0));

        Assert.DoesNotContain("wg0", await Exposition.Of(registry), StringComparison.Ordinal);
    }
}
