using System.Globalization;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;
using NetMonitor.Engine.Json;
using NetMonitor.Engine.Pbm;
using NetMonitor.Engine.Snapshot;
using NetMonitor.Engine.Text;

namespace NetMonitor.Engine.Flows;

/// <summary>What people are told below a table of flows: how much of the traffic it is about, and what is missing.</summary>
internal static class FlowNotes
{
    public const string FoldedMeaning = "of the smallest flows had to make room in a full ledger";

    /// <summary>Lines of their own below the rows.</summary>
    public static void Append(TextTable table, FlowScope scope)
    {
        table.Line(Coverage(scope));
        // Of the kernel's own counters there are no flows.
        if (scope.Nics.Any(nic => nic.Source == CountSource.Simulated))
        {
            table.Line(SourceNote.Of(CountSource.Simulated)!);
        }

        foreach (var lack in InterfaceFlows.Lacks(scope.Nics))
        {
            table.Line(lack);
        }

        table.Line($"{Quantity.Base}; bytes are of frames, without the frame check sequence; -o json and csv have every digit");
    }

    /// <summary>As <c>12.3 k packets, 1.23 MB</c>.</summary>
    public static string Of(Count count) => $"{Quantity.Of(count.Packets)} {(count.Packets == 1 ? "packet" : "packets")}, {Quantity.Of(count.Bytes, "B")}";

    public static string AsOf(FlowScope scope, MonotonicTime at) => $"as of {JsonText.Moment(scope.Clock.Of(at))}";

    public static string Of(int number, string what) => string.Create(CultureInfo.InvariantCulture, $"{number} {what}{(number == 1 ? "" : "s")}");

    private static string Coverage(FlowScope scope)
    {
        var coverage = scope.Coverage;
        var withFlow = coverage.InFlows.Packets + coverage.Overflow.Packets;
        var text = $"since counting began {FlowText.Share(coverage.PacketRatio)} of {Quantity.Of(withFlow)} packets with a 5-tuple are in flows, "
            + $"{Quantity.Of(coverage.Overflow.Packets)} overflowed; {Quantity.Of(coverage.WithoutFlow.Packets)} have none";
        return coverage.IsExact ? text : text + "; THESE FIGURES DO NOT ADD UP";
    }
}
