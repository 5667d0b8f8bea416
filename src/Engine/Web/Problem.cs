using Microsoft.AspNetCore.Http;
using NetMonitor.Engine.Json;

namespace NetMonitor.Engine.Web;

/// <summary>A refusal as RFC 9457 has it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Title">The same for every problem of this kind.</param>
/// <param name="Detail">What was found, and what there is instead.</param>
public sealed record Problem(int Status, string Title, string Detail)
{
    public const string ContentType = "application/problem+json";

    public static JsonObject<Problem> Shape { get; } = new JsonObject<Problem>("problem", "Why a request was refused (RFC 9457).")
        .Text("type", "Always about:blank: the status says what kind it is", _ => "about:blank")
        .Text("title", "What kind of problem", problem => problem.Title)
        .Integer("status", "The HTTP status", problem => problem.Status)
        .Text("detail", "What was found, and what there is instead", problem => problem.Detail);

    public static Problem NoSuchPath(string path, IEnumerable<string> paths) =>
        new(StatusCodes.Status404NotFound, "Not Found", $"there is no {path}; there are {string.Join(", ", paths)}");

    public static Problem NoSuchMethod(string method, string path) =>
        new(StatusCodes.Status405MethodNotAllowed, "Method Not Allowed", $"{path} takes GET and HEAD, not {method}");

    public static Problem NoSuchParameter(string name) =>
        new(StatusCodes.Status400BadRequest, "Bad Request", $"there is no parameter '{name}'; there is 'interface', a NIC's name or glob, which may be repeated");

    public static Problem NoSuchInterface(IEnumerable<string> patterns, IEnumerable<string> names) =>
        new(StatusCodes.Status404NotFound, "Not Found", $"no NIC matches {string.Join(", ", patterns)}; there are {string.Join(", ", names)}");
}
