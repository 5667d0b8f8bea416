using NetMonitor.Core.Flows;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;
using NetMonitor.Engine.Json;
using NetMonitor.Engine.Snapshot;

namespace NetMonitor.Engine.Flows;

/// <summary>Flows, the largest first.</summary>
/// <param name="At">The moment that all of it is as of.</param>
/// <param name="Matched">Flows that match, listed or not.</param>
/// <param name="Total">Of all that match.</param>
/// <param name="Folded">Of flows that are no rows any more, whatever was asked for.</param>
public sealed record FlowsAnswer(
    FlowScope Scope, MonotonicTime At, int Matched, Count Total, Count Folded, IEnumerable<ShownFlow> Rows)
{
    public static JsonObject<FlowsAnswer> Shape { get; } = FlowHead.Interfaces(FlowHead.Members(
            new JsonObject<FlowsAnswer>("flows", "The largest flows by bytes, of all that match."), answer => answer.Scope, answer => answer.At)
        .Integer("matched", "Flows that match, listed or not", answer => answer.Matched)
        .Object("total", "The sum over all of them", CountJson.Shape, answer => answer.Total)
        .Object("folded", FlowHead.Folded, CountJson.Shape, answer => answer.Folded)
        .List("flows", "By bytes, the largest first", ShownFlow.Shape.Json, answer => answer.Rows), answer => answer.Scope);

    public static FlowsAnswer Of(FlowScope scope, FlowDump dump, int count)
    {
        var rows = dump.Rows;
        var total = default(Count);
        var order = new int[rows.Length];
        for (var place = 0; place < order.Length; place++)
        {
            order[place] = place;
            total += new Count(rows.ItemRef(place).Counts.Packets, rows.ItemRef(place).Counts.Bytes);
        }

        // By place: a row is three cache lines, which nobody wants to move.
        Array.Sort(order, (a, b) => Compare(rows.ItemRef(a), rows.ItemRef(b)));
        var clock = scope.Clock;
        return new(scope, dump.At, rows.Length, total, dump.Folded.Total, order.Take(count).Select(place => new ShownFlow(rows[place], clock)));
    }

    private static int Compare(in FlowRow a, in FlowRow b) =>
        b.Counts.Bytes.CompareTo(a.Counts.Bytes) is var byBytes and not 0 ? byBytes
        : a.Key.CompareTo(b.Key) is var byKey and not 0 ? byKey
        : string.CompareOrdinal(a.Nic, b.Nic) is var byNic and not 0 ? byNic
        : a.Direction.CompareTo(b.Direction);
}
