using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NetMonitor.Engine.Costs;
using NetMonitor.Engine.Flows;
using NetMonitor.Engine.Json;
using NetMonitor.Engine.Snapshot;

namespace NetMonitor.Engine.Web;

/// <summary><c>/api</c> and what is below it, and its description.</summary>
public static class ApiFace
{
    /// <summary>The methods that every path takes.</summary>
    public static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Below <c>/api</c>.</summary>
    private static readonly string[] Mapped = [ApiPath.Host.Path, ApiPath.Flows.Path, ApiPath.Top.Path, ApiPath.Cost.Path, ApiPath.Page.Path];

    /// <param name="host">The host as it looks when it is asked.</param>
    /// <param name="cost">What all of it costs.</param>
    /// <param name="flows">Answers questions about flows.</param>
    public static void Map(IEndpointRouteBuilder routes, Func<HostView> host, Func<CostView> cost, FlowDesk flows)
    {
        FlowFace.Map(routes, flows);
        _ = routes.MapMethods(ApiPath.Host.Path, Reading, context => Host(context, host()));
        _ = routes.MapMethods(ApiPath.Cost.Path, Reading, context => Cost(context, cost()));
        _ = routes.MapMethods(ApiPath.OpenApi.Path, Reading, context =>
            Answer(context, StatusCodes.Status200OK, ApiPath.OpenApi.ContentType, body => JsonText.Write(body, OpenApiDocument.Write, indented: true)));
        _ = routes.MapMethods(ApiPath.Page.Path, Reading, context =>
        {
            context.Response.Headers.ContentSecurityPolicy = ApiPage.ContentPolicy;
            return Answer(
                context,
                StatusCodes.Status200OK,
                $"{ApiPath.Page.ContentType}; charset=utf-8",
                body => _ = Encoding.UTF8.GetBytes(ApiPage.Text(), body));
        });
        _ = routes.Map("/api/{**rest}", Refuse);
    }

    private static Task Host(HttpContext context, HostView host)
    {
        var (view, problem) = InterfaceQuery.Apply(context.Request.Query, host);
        return view is null
            ? Answer(context, problem!)
            : Answer(context, StatusCodes.Status200OK, ApiPath.Host.ContentType, body => JsonText.Write(body, json => HostJson.Shape.Write(json, view)));
    }

    private static Task Cost(HttpContext context, CostView view) => context.Request.Query.Keys.FirstOrDefault() is { } unknown
        ? Answer(context, Problem.BadRequest($"there is no parameter '{unknown}'; {ApiPath.Cost.Path} takes none"))
        : Answer(context, StatusCodes.Status200OK, ApiPath.Cost.ContentType, body => JsonText.Write(body, json => CostJson.Shape.Write(json, view)));

    /// <summary>What no other path took: another method of a path there is, or a path that there is not.</summary>
    private static Task Refuse(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (!Mapped.Contains(path.TrimEnd('/')))
        {
            return Answer(context, Problem.NoSuchPath(path, Mapped.Append(ApiPath.OpenApi.Path)));
        }

        context.Response.Headers.Allow = "GET, HEAD";
        return Answer(context, Problem.NoSuchMethod(context.Request.Method, path));
    }

    public static Task Answer(HttpContext context, Problem problem) =>
        Answer(context, problem.Status, Problem.ContentType, body => JsonText.Write(body, json => Problem.Shape.Write(json, problem)));

    /// <summary>Everything but the body.</summary>
    public static void Begin(HttpContext context, int status, string contentType)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
    }

    /// <param name="write">Into the server's own buffers: an answer of many NICs would be a large object for the collector each
    /// time.</param>
    private static async Task Answer(HttpContext context, int status, string contentType, Action<IBufferWriter<byte>> write)
    {
        Begin(context, status, contentType);
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            write(context.Response.BodyWriter);
            _ = await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        }
    }
}
