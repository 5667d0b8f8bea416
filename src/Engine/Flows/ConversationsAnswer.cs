using System.Collections.Immutable;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;
using NetMonitor.Engine.Json;
using NetMonitor.Engine.Snapshot;

namespace NetMonitor.Engine.Flows;

/// <summary>Conversations, the largest first.</summary>
/// <param name="At">The moment that all of it is as of.</param>
/// <param name="Matched">Those that match, listed or not.</param>
/// <param name="Total">Of all that match.</param>
/// <param name="Folded">Of flows that are no rows any more, whatever was asked for.</param>
public sealed record ConversationsAnswer(
    FlowScope Scope, MonotonicTime At, int Matched, Count Total, Count Folded, IEnumerable<ShownConversation> Rows)
{
    public static JsonObject<ConversationsAnswer> Shape { get; } = FlowHead.Interfaces(FlowHead.Members(
            new JsonObject<ConversationsAnswer>("conversations", "The largest conversations by bytes, of all of which a flow matches."), answer => answer.Scope, answer => answer.At)
        .Integer("matched", "Conversations that match, listed or not", answer => answer.Matched)
        .Object("total", "The sum over all of them, both ways", CountJson.Shape, answer => answer.Total)
        .Object("folded", FlowHead.Folded, CountJson.Shape, answer => answer.Folded)
        .List("conversations", "By bytes both ways, the largest first", ShownConversation.Shape.Json, answer => answer.Rows), answer => answer.Scope);

    /// <param name="dump">Not filtered but by NIC: what matches may be one way only, and the other way belongs to it.</param>
    public static ConversationsAnswer Of(FlowScope scope, FlowDump dump, int count)
    {
        var all = Conversation.Of(dump);
        ImmutableArray<Conversation> matching = scope.Match.IsAll ? all : Matching(all, dump, scope.Match);
        var total = matching.Aggregate(default(Count), static (sum, one) => sum + new Count(one.Both.Packets, one.Both.Bytes));
        var clock = scope.Clock;
        return new(scope, dump.At, matching.Length, total, dump.Folded.Total, matching.Take(count).Select(one => new ShownConversation(one, clock)));
    }

    private static ImmutableArray<Conversation> Matching(ImmutableArray<Conversation> all, FlowDump dump, FlowFilter match)
    {
        var flows = new HashSet<(string Nic, FlowKey Key)>();
        foreach (ref readonly var row in dump.Rows.AsSpan())
        {
            if (match.Matches(row))
            {
                _ = flows.Add((row.Nic, row.Key));
            }
        }

        return [.. all.Where(one => flows.Contains((one.Nic, one.Key)) || flows.Contains((one.Nic, one.Key.Reverse)))];
    }
}
