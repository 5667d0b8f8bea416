using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NetMonitor.Engine.Flows;
using NetMonitor.Engine.Json;

namespace NetMonitor.Engine.Web;

/// <summary><c>/api/v1/flows</c> and <c>/api/v1/top</c>. An answer of any length is written in parts, as fast as it is read.</summary>
public static class FlowFace
{
    /// <summary>Rows in one answer; more than the ledger holds by default.</summary>
    public const int MostRows = 1_000_000;

    /// <summary>Seconds after which a ledger that was busy may be asked again.</summary>
    private const string Later = "1";

    public static void Map(IEndpointRouteBuilder routes, FlowDesk desk)
    {
        _ = routes.MapMethods(ApiPath.Flows.Path, ApiFace.Reading, context => Answer(context, ApiPath.Flows, async (options, format) =>
        {
            var question = options.Flows;
            if (question.Grouping == FlowsGrouping.Flow)
            {
                var flows = await desk.FlowsAsync(question, context.RequestAborted);
                await WriteAsync(context, format, FlowsAnswer.Shape, flows, ShownFlow.Shape, flows.Rows);
            }
            else
            {
                var conversations = await desk.ConversationsAsync(question, context.RequestAborted);
                await WriteAsync(context, format, ConversationsAnswer.Shape, conversations, ShownConversation.Shape, conversations.Rows);
            }
        }));
        _ = routes.MapMethods(ApiPath.Top.Path, ApiFace.Reading, context => Answer(context, ApiPath.Top, async (options, format) =>
        {
            var top = await desk.TopAsync(options.Top, context.RequestAborted);
            await WriteAsync(context, format, TopAnswer.Shape, top, ShownTalker.Shape, top.Rows);
        }));
    }

    private static async Task Answer(HttpContext context, ApiPath path, Func<FlowOptions, RowFormat, Task> answer)
    {
        try
        {
            var query = FlowParameters.Of(context.Request.Query, path);
            await answer(query.Options, query.Format ?? AcceptedFormat.Of(context.Request));
        }
        catch (FlowRefusal refusal)
        {
            if (refusal.Kind == FlowRefusalKind.Busy)
            {
                context.Response.Headers.RetryAfter = Later;
            }

            await ApiFace.Answer(context, Problem.Of(refusal));
        }
    }

    private static async Task WriteAsync<TAnswer, TRow>(
        HttpContext context, RowFormat format, JsonObject<TAnswer> shape, TAnswer answer, RowShape<TRow> rowShape, IEnumerable<TRow> rows)
    {
        context.Response.Headers.Vary = "Accept";
        ApiFace.Begin(context, StatusCodes.Status200OK, format == RowFormat.Csv ? Csv.ContentType : "application/json");
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }

        var body = context.Response.BodyWriter;
        if (format == RowFormat.Json)
        {
            await JsonText.WriteAsync(body, shape, answer, context.RequestAborted);
        }
        else
        {
            foreach (var line in rows.Select(rowShape.CsvLine).Prepend(rowShape.CsvHeader))
            {
                _ = Encoding.UTF8.GetBytes(line, body);
                if (body.UnflushedBytes >= JsonText.Part)
                {
                    _ = await body.FlushAsync(context.RequestAborted);
                }
            }
        }

        _ = await body.FlushAsync(context.RequestAborted);
    }
}
