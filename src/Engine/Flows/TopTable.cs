using System.Globalization;
using NetMonitor.Core.Flows;
using NetMonitor.Engine.Text;

namespace NetMonitor.Engine.Flows;

/// <summary>The largest groups of flows, for people.</summary>
public static class TopTable
{
    public static string Of(TopAnswer answer)
    {
        var top = answer.Top;
        var table = new TextTable(
        [
            .. Columns(top.Grouping).Select(column => (column, false)), ("share", true), ("bytes", true), ("packets", true), ("flows", true),
            .. Missing(top.IsExact),
        ]);
        foreach (var one in answer.Rows)
        {
            table.Row(
            [
                .. Cells(top.Grouping, one.Talker.Key), FlowText.Share(one.Share), Quantity.Of(one.Talker.Count.Bytes, "B"), Quantity.Of(one.Talker.Count.Packets),
                one.Talker.Flows.ToString(CultureInfo.InvariantCulture), .. Missing(top, one.Talker),
            ]);
        }

        table.Line($"{top.Rows.Length} of {FlowNotes.Of(top.Groups, "group")}, the largest by {FlowOptions.Word(top.Measure)}; share of {FlowNotes.Of(answer.Flows, "flow")}, {FlowNotes.Of(top.Total)}");
        table.Line($"{FlowNotes.AsOf(answer.Scope, answer.At)}; the oldest of these flows began {FlowText.Duration(answer.At - answer.Since)} before");
        if (!top.IsExact)
        {
            table.Line($"{FlowNotes.Of(top.Folded)} {FlowNotes.FoldedMeaning}: of these a row may miss at most what stands last in it");
        }

        FlowNotes.Append(table, answer.Scope);
        return table.ToString();
    }

    private static string[] Columns(TalkerGrouping grouping) => grouping switch
    {
        TalkerGrouping.Source => ["source"],
        TalkerGrouping.Destination => ["destination"],
        TalkerGrouping.Pair => ["host", "other host"],
        TalkerGrouping.Port => ["protocol", "port"],
        _ => ["protocol", "source", "destination"],
    };

    private static string[] Cells(TalkerGrouping grouping, FlowKey key) => grouping switch
    {
        TalkerGrouping.Source => [$"{key.Source}"],
        TalkerGrouping.Destination => [$"{key.Destination}"],
        TalkerGrouping.Pair => [$"{key.Source}", $"{key.Destination}"],
        TalkerGrouping.Port => [IpProtocol.Name(key.Protocol), key.DestinationPort == 0 ? "-" : $"{key.DestinationPort}"],
        _ => [IpProtocol.Name(key.Protocol), FlowText.Source(key), FlowText.Destination(key)],
    };

    private static (string, bool)[] Missing(bool isExact) => isExact ? [] : [("missing at most", true)];

    /// <summary>A flow that was folded has at least one packet.</summary>
    private static string[] Missing(TopTalkers top, Talker talker) => top.IsExact ? [] :
    [
        top.Measure == TalkerMeasure.Bytes ? Quantity.Of(talker.Missing.Bytes, "B") : Quantity.Of(talker.Missing.Packets),
    ];
}
