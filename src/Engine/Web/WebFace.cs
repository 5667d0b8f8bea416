using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NetMonitor.Engine.Costs;
using NetMonitor.Engine.Flows;
using NetMonitor.Engine.Snapshot;
using Prometheus;

namespace NetMonitor.Engine.Web;

/// <summary><c>/metrics</c>, <c>/healthz</c>, <c>/readyz</c>, and the API.</summary>
public static class WebFace
{
    /// <param name="host">Answers the API.</param>
    /// <param name="cost">Answers what the API is asked about the cost.</param>
    /// <param name="flows">Answers what the API is asked about flows.</param>
    /// <param name="isAlive">Answers <c>/healthz</c>.</param>
    /// <param name="readiness">Answers <c>/readyz</c>.</param>
    public static WebApplication Build(
        HttpSettings settings,
        CollectorRegistry metrics,
        Func<HostView> host,
        Func<CostView> cost,
        FlowDesk flows,
        Func<bool> isAlive,
        Func<Readiness> readiness,
        ILoggerFactory logging)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        _ = builder.Services.AddSingleton(logging).AddSingleton<IHostLifetime, CallerLifetime>().AddRoutingCore();
        _ = builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(settings.Listen, listen => listen.Protocols = HttpProtocols.Http1);
        });

        var app = builder.Build();
        _ = app.UseRouting();
        // By itself it would answer every method.
        _ = app.MapMetrics(ApiPath.Metrics.Path, metrics).WithMetadata(new HttpMethodMetadata(ApiFace.Reading));
        _ = app.MapMethods(ApiPath.Alive.Path, ApiFace.Reading, context => Answer(context, isAlive(), ["alive"]));
        _ = app.MapMethods(ApiPath.Ready.Path, ApiFace.Reading, context =>
        {
            var now = readiness();
            return Answer(context, now.IsReady, now.Lines);
        });
        ApiFace.Map(app, host, cost, flows);
        return app;
    }

    private static Task Answer(HttpContext context, bool isGood, IEnumerable<string> lines)
    {
        context.Response.StatusCode = isGood ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(string.Concat(lines.Select(line => line + "\n")), context.RequestAborted);
    }
}
