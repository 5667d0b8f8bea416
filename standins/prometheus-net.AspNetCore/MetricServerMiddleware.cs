using Microsoft.AspNetCore.Http;

namespace Prometheus;

/// <summary>Answers every request, whatever its method, with the registry's text. An empty page has no content type.</summary>
public sealed class MetricServerMiddleware
{
    private readonly CollectorRegistry _registry;

    public MetricServerMiddleware(RequestDelegate next, Settings settings)
    {
        // The end of its branch: whatever comes after is never called.
        _ = next;
        _registry = settings.Registry ?? Metrics.DefaultRegistry;
    }

    public async Task Invoke(HttpContext context)
    {
        using var page = new MemoryStream();
        await _registry.CollectAndExportAsTextAsync(page, context.RequestAborted);
        if (page.Length > 0)
        {
            context.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
            page.Position = 0;
            await page.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
    }

    public sealed class Settings
    {
        /// <summary>The default registry when null.</summary>
        public CollectorRegistry? Registry { get; set; }
    }
}
