using System.Collections.Immutable;

namespace NetMonitor.Core.Flows;

/// <summary>Both ways of a 5-tuple at one NIC. A router sees each at two NICs, which makes two conversations.</summary>
/// <param name="Key">From the initiator; where it is unknown, from the lower of both ends.</param>
/// <param name="Sent">Of the key's source, whether it came in or went out.</param>
/// <param name="Answered">Of its destination; empty where only one way was seen.</param>
public sealed record Conversation(string Nic, FlowKey Key, FlowCounts Sent, FlowCounts Answered, InitiatorEvidence Evidence)
{
    public FlowCounts Both => Sent.Merge(Answered);

    /// <summary>In order of bytes both ways, the largest first; of several as large the lower key, then NIC. O(n log n), for n flows.</summary>
    public static ImmutableArray<Conversation> Of(FlowDump dump)
    {
        var joined = new Dictionary<(string Nic, FlowKey Key), (FlowCounts Forth, FlowCounts Back)>(dump.Rows.Length);
        foreach (ref readonly var row in dump.Rows.AsSpan())
        {
            var isForth = IsFromLowerEnd(row.Key);
            var key = (row.Nic, isForth ? row.Key : row.Key.Reverse);
            var (forth, back) = joined.GetValueOrDefault(key);
            joined[key] = isForth ? (FlowCounts.Sum(forth, row.Counts), back) : (forth, FlowCounts.Sum(back, row.Counts));
        }

        return
        [
            .. joined.Select(static pair => Of(pair.Key.Nic, pair.Key.Key, pair.Value.Forth, pair.Value.Back))
                .OrderByDescending(static one => one.Sent.Bytes + one.Answered.Bytes)
                .ThenBy(static one => one.Key)
                .ThenBy(static one => one.Nic, StringComparer.Ordinal),
        ];
    }

    /// <summary>Of one 5-tuple's two ways, either of which may be empty.</summary>
    public static Conversation Of(string nic, FlowKey key, FlowCounts forth, FlowCounts back)
    {
        var (evidence, isForth) = Judge(key, forth, back);
        return isForth ? new(nic, key, forth, back, evidence) : new(nic, key.Reverse, back, forth, evidence);
    }

    private static (InitiatorEvidence Evidence, bool IsForth) Judge(FlowKey key, FlowCounts forth, FlowCounts back)
    {
        var isTcp = key.Protocol == IpProtocol.Tcp;
        if (isTcp && forth.HasBareSyn != back.HasBareSyn)
        {
            return (InitiatorEvidence.BareSyn, forth.HasBareSyn);
        }

        if (isTcp && forth.HasSyn && back.HasSyn && forth.First != back.First)
        {
            return (InitiatorEvidence.FirstSyn, forth.First.Nanoseconds < back.First.Nanoseconds);
        }

        return key.SourcePort != 0 && key.DestinationPort != 0 && key.SourcePort != key.DestinationPort
            ? (InitiatorEvidence.LowerPort, key.SourcePort > key.DestinationPort)
            : (InitiatorEvidence.None, IsFromLowerEnd(key));
    }

    private static bool IsFromLowerEnd(in FlowKey key) =>
        (key.Source.CompareTo(key.Destination) is var order and not 0 ? order : key.SourcePort.CompareTo(key.DestinationPort)) <= 0;
}
