using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Json;
using NetMonitor.Engine.Snapshot;

namespace NetMonitor.Engine.Flows;

/// <summary>What every answer about flows begins and ends with.</summary>
internal static class FlowHead
{
    public const string Folded =
        "Of the smallest flows of the whole host, which had to make room in a full ledger within the last retention or two: in no row, also where they would match";

    public const string FoldedIntoRows =
        "Of the smallest flows of the whole host, which had to make room in a full ledger within the last retention or two: in the rows as far as it is certain whose it is";

    public static JsonObject<T> Members<T>(JsonObject<T> shape, Func<T, FlowScope> scope, Func<T, MonotonicTime> at) => shape
        .Text("host", "The host's name", answer => scope(answer).Host)
        .Moment("at", "The moment that all of it is as of, RFC 3339 in UTC", answer => scope(answer).Clock.Of(at(answer)))
        .TextOrNull("interface", "The NIC that was asked for; null for all", answer => scope(answer).Interface)
        .Text("match", "What was asked for; empty for all", answer => scope(answer).Match.Text);

    /// <summary>Behind the rows, which are what was asked for.</summary>
    public static JsonObject<T> Interfaces<T>(JsonObject<T> shape, Func<T, FlowScope> scope) => shape
        .List("interfaces", "The NICs that the flows come from, and how much of their traffic is in flows", InterfaceFlowsJson.Shape, answer => scope(answer).Nics);
}
