using System.Collections.Immutable;
using NetMonitor.Engine.Json;
using NetMonitor.Engine.Snapshot;

namespace NetMonitor.Engine.Web;

/// <summary>One path that HTTP answers, as the documents tell it.</summary>
/// <param name="ContentType">Of the good answer.</param>
/// <param name="Shape">Of the good answer, where it is JSON of ours.</param>
/// <param name="Refusals">Status and meaning of the other answers.</param>
public sealed record ApiPath(
    string Path, string Summary, string ContentType, JsonShape? Shape = null, params ImmutableArray<(int Status, string Meaning)> Refusals)
{
    private const string PlainText = "text/plain";

    public static ApiPath Host { get; } = new(
        "/api/v1/host",
        "All that this host counted, as of one moment",
        "application/json",
        HostJson.Shape,
        (400, "A parameter that there is not"),
        (404, "No NIC matches"));

    public static ApiPath OpenApi { get; } = new("/openapi.json", "This description, as OpenAPI 3.1", "application/json");

    public static ApiPath Page { get; } = new("/api", "This description, as a page", "text/html");

    public static ApiPath Metrics { get; } = new("/metrics", "The same figures for Prometheus", PlainText);

    public static ApiPath Alive { get; } = new("/healthz", "Whether the program works", PlainText, null, (503, "It does not"));

    public static ApiPath Ready { get; } = new(
        "/readyz", "Whether every NIC was tried once and at least one is counted: one line for each", PlainText, null, (503, "Not yet, or no longer"));

    public static ImmutableArray<ApiPath> All { get; } = [Host, OpenApi, Page, Metrics, Alive, Ready];
}
