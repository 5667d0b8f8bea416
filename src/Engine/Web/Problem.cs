using Microsoft.AspNetCore.Http;
using NetMonitor.Engine.Flows;
using NetMonitor.Engine.Json;

namespace NetMonitor.Engine.Web;

/// <summary>A refusal as RFC 9457 has it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Title">The same for every problem of this kind.</param>
/// <param name="Detail">What was found, and what there is instead.</param>
/// <param name="Position">Where in a parameter's value the word begins that is wrong, from 0; null where no word is.</param>
public sealed record Problem(int Status, string Title, string Detail, int? Position = null)
{
    public const string ContentType = "application/problem+json";

    public static JsonObject<Problem> Shape { get; } = new JsonObject<Problem>("problem", "Why a request was refused (RFC 9457).")
        .Text("type", "Always about:blank: the status says what kind it is", _ => "about:blank")
        .Text("title", "What kind of problem", problem => problem.Title)
        .Integer("status", "The HTTP status", problem => problem.Status)
        .Text("detail", "What was found, and what there is instead", problem => problem.Detail)
        .IntegerOrNull("position", "Where in the parameter's value the wrong word begins, in characters from 0; null where the problem is no word of it", problem => problem.Position);

    public static Problem NoSuchPath(string path, IEnumerable<string> paths) =>
        new(StatusCodes.Status404NotFound, "Not Found", $"there is no {path}; there are {string.Join(", ", paths)}");

    public static Problem NoSuchMethod(string method, string path) =>
        new(StatusCodes.Status405MethodNotAllowed, "Method Not Allowed", $"{path} takes GET and HEAD, not {method}");

    public static Problem NoSuchParameter(string name, IEnumerable<ApiParameter> parameters) =>
        BadRequest($"there is no parameter '{name}'; there are {string.Join(", ", parameters.Select(parameter => parameter.Name))}");

    public static Problem BadRequest(string detail) => new(StatusCodes.Status400BadRequest, "Bad Request", detail);

    public static Problem Of(FlowRefusal refusal)
    {
        var (status, title) = refusal.Kind switch
        {
            FlowRefusalKind.NoSuchInterface => (StatusCodes.Status404NotFound, "Not Found"),
            FlowRefusalKind.NoFlows => (StatusCodes.Status409Conflict, "Conflict"),
            FlowRefusalKind.Busy => (StatusCodes.Status503ServiceUnavailable, "Service Unavailable"),
            _ => (StatusCodes.Status400BadRequest, "Bad Request"),
        };
        return new(status, title, refusal.Message, refusal.Fault?.At);
    }

    public static Problem NoSuchInterface(IEnumerable<string> patterns, IEnumerable<string> names) =>
        new(StatusCodes.Status404NotFound, "Not Found", $"no NIC matches {string.Join(", ", patterns)}; there are {string.Join(", ", names)}");
}
