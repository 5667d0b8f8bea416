using Prometheus;

namespace NetMonitor.Standins.Tests.Prometheus;

public sealed class BeforeCollectSpec
{
    private readonly CollectorRegistry _registry = Metrics.NewCustomRegistry();
    private readonly Gauge _gauge;

    public BeforeCollectSpec()
    {
        _gauge = Metrics.WithCustomRegistry(_registry).CreateGauge("g", "");
    }

    [Fact]
    public async Task Callback_should_run_before_every_collection()
    {
        _registry.AddBeforeCollectCallback(() => _gauge.Inc());
        Assert.EndsWith("\ng 1\n", await _registry.Export(), StringComparison.Ordinal);
        Assert.EndsWith("\ng 2\n", await _registry.Export(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asynchronous_callback_should_be_awaited_and_run_after_the_others()
    {
        _registry.AddBeforeCollectCallback(async cancel =>
        {
            await Task.Yield();
            cancel.ThrowIfCancellationRequested();
            _gauge.Inc(10);
        });
        _registry.AddBeforeCollectCallback(() => _gauge.Set(1));
        Assert.EndsWith("\ng 11\n", await _registry.Export(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failing_callback_should_leave_the_page_and_the_other_callbacks_alone()
    {
        _registry.AddBeforeCollectCallback(() => _gauge.Inc());
        _registry.AddBeforeCollectCallback(() => throw new InvalidOperationException("A reader is broken."));
        _registry.AddBeforeCollectCallback(() => _gauge.Inc());
        _registry.AddBeforeCollectCallback(async cancel =>
        {
            await Task.Yield();
            throw new InvalidOperationException("And another.");
        });
        Assert.EndsWith("\ng 2\n", await _registry.Export(), StringComparison.Ordinal);
    }
}
