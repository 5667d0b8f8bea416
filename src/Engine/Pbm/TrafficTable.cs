using System.Globalization;
using NetMonitor.Core.Traffic;
using NetMonitor.Engine.Metrics;
using NetMonitor.Engine.Snapshot;
using NetMonitor.Engine.Text;

namespace NetMonitor.Engine.Pbm;

/// <summary>What was counted, for people: by NIC, direction and protocol, and the host's sum.</summary>
public static class TrafficTable
{
    private const string Indent = "  ";

    public static string Of(HostView view)
    {
        var table = new TextTable(
            ("", false), ("protocol", false), ("ip", true), ("packets", true), ("bytes", true), ("packets/s", true), ("bit/s", true));
        foreach (var one in view.Shown)
        {
            table.Line(Heading(one));
            if (SourceNote.Of(one.State.Source) is { } note)
            {
                table.Line(Indent + note);
            }

            BothDirections(table, direction => one[direction]);
        }

        table.Line(HostHeading(view));
        BothDirections(table, view.Total);
        if (view.Snapshot.Total != view.Snapshot.SumOfNics)
        {
            table.Line($"{view.Host}: on every NIC that they cross (net interfaces says which are in the total)");
            BothDirections(table, view.SumOfNics, withClasses: false);
        }

        table.Line($"{Quantity.Base}; bytes are of frames, without the frame check sequence; -o json has every digit");
        return table.ToString();
    }

    private static string Heading(InterfaceView one)
    {
        var state = one.State;
        var how = state.Attachment is { } attachment
            ? $"{TrafficLabels.Of(state.Condition)}, {TrafficLabels.Of(attachment.Mode)}"
            : state.Reason.Length == 0 ? TrafficLabels.Of(state.Condition) : $"{TrafficLabels.Of(state.Condition)}: {state.Reason}";
        return one.Age is { } age
            ? string.Create(CultureInfo.InvariantCulture, $"{state.Link.Name}: {how}; read {age.TotalSeconds:0.0} s ago")
            : $"{state.Link.Name}: {how}; not read yet";
    }

    private static string HostHeading(HostView view)
    {
        var madeUp = view.Snapshot.Interfaces.Values.Select(state => state.Source).Distinct().Where(source => SourceNote.Of(source) is not null)
            .Select(TrafficLabels.Of).ToList();
        var also = madeUp.Count == 0 ? "" : $", not all from the wire: also {string.Join(", ", madeUp)}";
        var count = view.Snapshot.Interfaces.Count;
        return string.Create(CultureInfo.InvariantCulture, $"{view.Host}: the packets of {count} {(count == 1 ? "NIC" : "NICs")}, each once{also}");
    }

    /// <summary>Nothing before the first reading.</summary>
    private static void BothDirections(TextTable table, Func<Direction, DirectionView?> view, bool withClasses = true)
    {
        foreach (var direction in Enum.GetValues<Direction>())
        {
            if (view(direction) is { } one)
            {
                OneDirection(table, direction, one, withClasses);
            }
        }
    }

    private static void OneDirection(TextTable table, Direction direction, DirectionView view, bool withClasses)
    {
        var counters = view.Counters;
        table.Row(
            Indent + direction.ToString().ToLowerInvariant(),
            "all",
            "",
            Quantity.Of(counters.Total.Packets),
            Quantity.Of(counters.Total.Bytes, "B"),
            view.Rate is { } rate ? Quantity.Of(rate.PacketsPerSecond, "") : "-",
            view.Rate is { } same ? Quantity.Of(same.BitsPerSecond, "") : "-");
        foreach (var traffic in TrafficClass.All.Where(traffic => withClasses && view.HasDetails && counters.Classes[traffic.Index] != default))
        {
            var count = counters.Classes[traffic.Index];
            var version = traffic.Version == IpVersion.None ? "" : TrafficLabels.Of(traffic.Version);
            table.Row("", traffic.Protocol, version, Quantity.Of(count.Packets), Quantity.Of(count.Bytes, "B"), "", "");
        }

        if (view.Uncounted > 0)
        {
            table.Row("", "uncounted", "", Quantity.Of(view.Uncounted), "", "", "");
        }
    }
}
