using System.Collections.Immutable;
using NetMonitor.Engine.Costs;
using NetMonitor.Engine.Flows;
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

    private static readonly ImmutableArray<(int Status, string Meaning)> FlowRefusals =
    [
        (400, "A parameter that there is not, or that takes no such value"),
        (404, "There is no such NIC"),
        (409, "No flows are counted there; detail says why"),
        (503, "The ledger of flows is busy: ask again"),
    ];

    private static readonly ApiParameter Format = new("format", "json|csv", "how to answer; without it, by the header Accept", null);

    public static ApiPath Host { get; } = new(
        "/api/v1/host",
        "All that this host counted, as of one moment",
        "application/json",
        HostJson.Shape,
        (400, "A parameter that there is not"),
        (404, "No NIC matches"))
    {
        Parameters = [new(InterfaceQuery.Parameter, "NAME|GLOB", "the NICs to show, as eth*; all without it. total stays that of the host", IsRepeatable: true)],
    };

    public static ApiPath Flows { get; } = new(
        "/api/v1/flows", "The largest flows, or conversations with group=conversation", "application/json", FlowsAnswer.Shape, FlowRefusals)
    {
        Parameters =
        [
            ApiParameter.Of(FlowOption.Count), ApiParameter.Of(FlowOption.FlowsGroup), ApiParameter.Of(FlowOption.Interface), ApiParameter.Of(FlowOption.Match), Format,
        ],
        OtherShape = ConversationsAnswer.Shape,
        HasCsv = true,
    };

    public static ApiPath Top { get; } = new("/api/v1/top", "The largest groups of flows", "application/json", TopAnswer.Shape, FlowRefusals)
    {
        Parameters =
        [
            ApiParameter.Of(FlowOption.Count), ApiParameter.Of(FlowOption.By), ApiParameter.Of(FlowOption.TopGroup), ApiParameter.Of(FlowOption.Interface),
            ApiParameter.Of(FlowOption.Match), Format,
        ],
        HasCsv = true,
    };

    public static ApiPath Cost { get; } = new(
        "/api/v1/cost", "What NetMonitor itself costs, and its budget", "application/json", CostJson.Shape, (400, "A parameter: it takes none"));

    public static ApiPath OpenApi { get; } = new("/openapi.json", "This description, as OpenAPI 3.1", "application/json");

    public static ApiPath Page { get; } = new("/api", "This description, as a page", "text/html");

    public static ApiPath Metrics { get; } = new("/metrics", "The same figures for Prometheus", PlainText);

    public static ApiPath Alive { get; } = new("/healthz", "Whether the program works", PlainText, null, (503, "It does not"));

    public static ApiPath Ready { get; } = new(
        "/readyz", "Whether every NIC was tried once and at least one is counted: one line for each", PlainText, null, (503, "Not yet, or no longer"));

    public static ImmutableArray<ApiPath> All { get; } = [Host, Flows, Top, Cost, OpenApi, Page, Metrics, Alive, Ready];

    /// <summary>In the order in which they are listed.</summary>
    public ImmutableArray<ApiParameter> Parameters { get; init; } = [];

    /// <summary>What the good answer may look like instead; null where it may not.</summary>
    public JsonShape? OtherShape { get; init; }

    /// <summary>Rows can also be had as text/csv.</summary>
    public bool HasCsv { get; init; }

    /// <summary>Of all good answers that are JSON of ours.</summary>
    public IEnumerable<JsonShape> Shapes => new[] { Shape, OtherShape }.OfType<JsonShape>();

    /// <summary>Every shape of every answer, each once, the outer before the inner.</summary>
    public static IEnumerable<JsonShape> AllShapes => All.SelectMany(path => path.Shapes).SelectMany(shape => shape.WithInner()).Append(Problem.Shape).Distinct();
}
