using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Prometheus;

namespace NetMonitor.Standins.Tests.Prometheus;

public sealed class MapMetricsSpec : IAsyncLifetime
{
    private readonly CollectorRegistry _registry = Metrics.NewCustomRegistry();
    private readonly HttpClient _client = new();
    private readonly WebApplication _application;

    public MapMetricsSpec()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _application = builder.Build();
        _application.MapMetrics(registry: _registry);
        _application.MapMetrics(settings => settings.Registry = _registry, "/elsewhere");
        _application.MapMetrics("/empty", Metrics.NewCustomRegistry());
    }

    public async Task InitializeAsync()
    {
        await _application.StartAsync();
        _client.BaseAddress = new Uri(_application.Urls.First());
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _application.DisposeAsync();
    }

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/elsewhere")]
    [InlineData("/metrics?x=1")]
    public async Task Page_should_be_served_as_text_of_version_0_0_4(string path)
    {
        Metrics.WithCustomRegistry(_registry).CreateCounter("c_total", "Help.").Inc();
        using var response = await _client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("# HELP c_total Help.\n# TYPE c_total counter\nc_total 1\n", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Page_should_be_empty_for_an_empty_registry()
    {
        using var response = await _client.GetAsync("/empty");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Page_should_be_served_at_its_path_only()
    {
        using var response = await _client.GetAsync("/metrics/below");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
