using NetMonitor.Core.Flows;
using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Json;
using NetMonitor.Engine.Snapshot;

namespace NetMonitor.Engine.Flows;

/// <summary>The largest groups of flows.</summary>
/// <param name="At">The moment that all of it is as of.</param>
/// <param name="Since">The first packet of the oldest flow that matches; <paramref name="At"/> where there is none.</param>
/// <param name="Flows">Held, that match.</param>
public sealed record TopAnswer(FlowScope Scope, MonotonicTime At, MonotonicTime Since, int Flows, TopTalkers Top)
{
    public static JsonObject<TopAnswer> Shape { get; } = FlowHead.Interfaces(FlowHead.Members(
            new JsonObject<TopAnswer>("top", "The largest groups of flows, of all that match."), answer => answer.Scope, answer => answer.At)
        .Moment("since", "The first packet of the oldest flow that matches", answer => answer.Scope.Clock.Of(answer.Since))
        .Text("group", "What flows were summed up by", answer => FlowOptions.Word(answer.Top.Grouping), "src", "dst", "pair", "port", "flow")
        .Text("by", "What is large", answer => FlowOptions.Word(answer.Top.Measure), "bytes", "packets", "flows")
        .Integer("groups", "Groups known, listed or not", answer => answer.Top.Groups)
        .Integer("flows", "Flows that match", answer => answer.Flows)
        .Object("total", "The sum over all flows that match", CountJson.Shape, answer => answer.Top.Total)
        .Object("folded", FlowHead.FoldedIntoRows, CountJson.Shape, answer => answer.Top.Folded)
        .Truth("is_exact", "Nothing was folded: every figure is the truth", answer => answer.Top.IsExact)
        .List("talkers", "The largest first", ShownTalker.Shape.Json, answer => answer.Rows), answer => answer.Scope);

    public IEnumerable<ShownTalker> Rows => Top.Rows.Select(talker => new ShownTalker(talker, Top.Grouping, Share(talker)));

    public static TopAnswer Of(FlowScope scope, FlowDump dump, TopQuestion question)
    {
        var since = dump.At;
        foreach (ref readonly var row in dump.Rows.AsSpan())
        {
            since = row.Counts.First.Nanoseconds < since.Nanoseconds ? row.Counts.First : since;
        }

        return new(scope, dump.At, since, dump.Rows.Length, TopTalkers.Of(dump, question.Grouping, question.Measure, question.Count));
    }

    /// <summary>What was folded belongs to the whole only where the whole host was asked for: of a part, nobody knows its share in it.</summary>
    private double Share(Talker talker)
    {
        var folded = Scope.Filter.IsAll ? Top.Folded : default;
        double whole = Top.Measure switch
        {
            TalkerMeasure.Bytes => Top.Total.Bytes + folded.Bytes,
            TalkerMeasure.Packets => Top.Total.Packets + folded.Packets,
            _ => Flows,
        };
        return whole == 0 ? 0 : talker.By(Top.Measure) / whole;
    }
}
