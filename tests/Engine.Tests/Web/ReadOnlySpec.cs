using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging.Abstractions;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Core.Flows;
using NetMonitor.Engine.Flows;
using NetMonitor.Engine.Metrics;
using NetMonitor.Engine.Tests.Commands;
using NetMonitor.Engine.Tests.Costs;
using NetMonitor.Engine.Tests.Pbm;
using NetMonitor.Engine.Tests.Scripted;
using NetMonitor.Engine.Web;
using NetMonitor.Lab;

namespace NetMonitor.Engine.Tests.Web;

/// <summary>Over HTTP one can look, and do nothing.</summary>
public sealed class ReadOnlySpec
{
    private const string CatchAll = "/api/{**rest}";

    private static readonly HttpMethod[] Others =
        [HttpMethod.Post, HttpMethod.Put, HttpMethod.Patch, HttpMethod.Delete, HttpMethod.Options, new HttpMethod("QUERY")];

    [Fact]
    public async Task Every_route_should_be_one_that_is_described_and_take_get_and_head_only()
    {
        await using var app = WebFace.Build(
            new HttpSettings(new IPEndPoint(IPAddress.Loopback, 0)),
            new MetricRegistry().Collectors,
            () => SteeredHost.View,
            () => SampleCost.View,
            new FlowDesk(() => SteeredHost.View, (_, _) => Task.FromResult<FlowDump>(null!), TimeProvider.System),
            () => true,
            () => new Readiness(true, []),
            NullLoggerFactory.Instance);
        var routes = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().ToList();

        Assert.Equal(
            ApiPath.All.Select(path => path.Path).Append(CatchAll).Order(StringComparer.Ordinal),
            routes.Select(route => route.RoutePattern.RawText).Order(StringComparer.Ordinal));
        Assert.All(routes.Where(route => route.RoutePattern.RawText != CatchAll), route =>
            Assert.Equal(["GET", "HEAD"], route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []));
    }

    [Fact]
    public async Task Other_methods_should_be_refused_everywhere_and_change_nothing()
    {
        var plane = new ScriptedDataPlane(Links.Nic("eth0", 2), Links.Nic("eth1", 3)).Refusing("eth1", FailureKind.Privilege, "EPERM");
        await using var run = Invocation.Of(plane, "run --http 127.0.0.1:0 --pbm off --interval 1h");
        await Eventually.TrueAsync(async () => (await run.Get("/readyz")).Status == HttpStatusCode.OK, "ready");
        using var http = new HttpClient();
        var before = await State(run);

        foreach (var path in ApiPath.All.Select(path => path.Path))
        {
            foreach (var method in Others)
            {
                using var request = new HttpRequestMessage(method, new Uri(await run.Address(), path));
                using var answer = await http.SendAsync(request);
                Assert.Equal((path, method, HttpStatusCode.MethodNotAllowed), (path, method, answer.StatusCode));
                Assert.Equal(["GET", "HEAD"], answer.Content.Headers.Allow);
            }
        }

        Assert.Equal(before, await State(run));
        Assert.Equal(1, plane.AttachedCount);
    }

    /// <summary>What stays as it is while nothing passes and nobody steers.</summary>
    private static async Task<string> State(Invocation run) => string.Join('\n', (await run.Get("/metrics")).Body.Split('\n')
        .Where(line => line.StartsWith("network_interface_", StringComparison.Ordinal)
            || line.StartsWith("netmonitor_interface", StringComparison.Ordinal) || line.StartsWith("netmonitor_actor_restarts", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal));
}
