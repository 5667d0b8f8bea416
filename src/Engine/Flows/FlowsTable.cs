using System.Globalization;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Traffic;
using NetMonitor.Engine.Text;

namespace NetMonitor.Engine.Flows;

/// <summary>Flows, and conversations, for people.</summary>
public static class FlowsTable
{
    public static string Of(FlowsAnswer answer)
    {
        List<ShownFlow> rows = [.. answer.Rows];
        var hasVlan = rows.Exists(one => one.Row.Counts.Vlan != 0);
        var table = new TextTable(
        [
            ("interface", false), ("dir", false), .. Vlan(hasVlan), ("protocol", false), ("source", false), ("destination", false), ("packets", true), ("bytes", true),
            ("flags", false), ("began", true), ("idle", true),
        ]);
        foreach (var (row, _) in rows)
        {
            table.Row(
            [
                row.Nic, FlowText.Of(row.Direction), .. Vlan(hasVlan, row.Counts), IpProtocol.Name(row.Key.Protocol), FlowText.Source(row.Key), FlowText.Destination(row.Key),
                Quantity.Of(row.Counts.Packets), Quantity.Of(row.Counts.Bytes, "B"), FlowText.Flags(row.Counts.TcpFlags),
                FlowText.Duration(answer.At - row.Counts.First), FlowText.Duration(answer.At - row.Counts.Last),
            ]);
        }

        table.Line($"{rows.Count} of {FlowNotes.Of(answer.Matched, "flow")}, the largest by bytes; all of them: {FlowNotes.Of(answer.Total)}");
        table.Line($"{FlowNotes.AsOf(answer.Scope, answer.At)}: so long before it began, and had its newest packet");
        return Ended(table, answer.Folded, answer.Scope);
    }

    public static string Of(ConversationsAnswer answer)
    {
        List<ShownConversation> rows = [.. answer.Rows];
        var hasVlan = rows.Exists(one => one.Conversation.Both.Vlan != 0);
        var table = new TextTable(
        [
            ("interface", false), .. Vlan(hasVlan), ("protocol", false), ("initiator", false), ("other end", false), ("by", false), ("sent", true), ("bytes", true), ("answered", true), ("bytes", true),
            ("flags", false), ("began", true), ("idle", true),
        ]);
        foreach (var (one, _) in rows)
        {
            var both = one.Both;
            table.Row(
            [
                one.Nic, .. Vlan(hasVlan, both), IpProtocol.Name(one.Key.Protocol), FlowText.Source(one.Key), FlowText.Destination(one.Key), ShownConversation.Word(one.Evidence),
                Quantity.Of(one.Sent.Packets), Quantity.Of(one.Sent.Bytes, "B"), Quantity.Of(one.Answered.Packets), Quantity.Of(one.Answered.Bytes, "B"), FlowText.Flags(both.TcpFlags),
                FlowText.Duration(answer.At - both.First), FlowText.Duration(answer.At - both.Last),
            ]);
        }

        table.Line($"{rows.Count} of {FlowNotes.Of(answer.Matched, "conversation")}, the largest by bytes; all of them: {FlowNotes.Of(answer.Total)}");
        table.Line($"{FlowNotes.AsOf(answer.Scope, answer.At)}: so long before it began, and had its newest packet");
        table.Line("by: what tells who began; none: nobody knows, and the lower address stands first");
        return Ended(table, answer.Folded, answer.Scope);
    }

    private static string Ended(TextTable table, Count folded, FlowScope scope)
    {
        if (folded != default)
        {
            table.Line($"not listed: {FlowNotes.Of(folded)} {FlowNotes.FoldedMeaning}");
        }

        FlowNotes.Append(table, scope);
        return table.ToString();
    }

    /// <summary>Only where a tag is to be shown: tables are wide enough.</summary>
    private static (string, bool)[] Vlan(bool hasVlan) => hasVlan ? [("vlan", true)] : [];

    private static string[] Vlan(bool hasVlan, FlowCounts counts) =>
        !hasVlan ? [] : [counts.Vlan == 0 ? "-" : counts.Vlan.ToString(CultureInfo.InvariantCulture)];
}
