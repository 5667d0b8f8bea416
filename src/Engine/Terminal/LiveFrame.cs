using System.Collections.Immutable;
using System.Globalization;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;
using NetMonitor.Engine.Flows;
using NetMonitor.Engine.Metrics;
using NetMonitor.Engine.Snapshot;

namespace NetMonitor.Engine.Terminal;

/// <summary>What the live view shows of a host. Pure: one line per NIC, one for the host and one for its flows, as wide and high as the terminal.</summary>
public static class LiveFrame
{
    /// <summary>From here on there is room for totals in every line.</summary>
    private const int WideFrom = 118;

    private const int NarrowName = 10;

    private const int WideName = 16;

    private const int WordWidth = 9;

    private const int NumberWidth = 7;

    private const string Rates = " RX p/s  RX B/s  TX p/s  TX B/s";

    private const string Totals = "  RX pkt RX byte  TX pkt TX byte";

    /// <param name="address">Where HTTP answers.</param>
    public static ImmutableArray<LiveLine> Of(HostView view, Uri address, TerminalSize size)
    {
        var isWide = size.Columns >= WideFrom;
        var head = Head(view, isWide);
        var foot = Foot(view, address, isWide);
        var nics = view.Shown.Select(one => Nic(one, isWide)).ToList();
        // One row stays free for the cursor.
        var room = Math.Max(1, size.Rows - 1 - head.Count - foot.Count);
        if (nics.Count > room)
        {
            var hidden = nics.Count - room + 1;
            nics.RemoveRange(room - 1, hidden);
            nics.Add(new LiveLine(new Piece($"and {hidden} more, for which this terminal has no room: /api/v1/host has them all", Tone.Aside)));
        }

        // A character in the last column leaves the cursor between two lines.
        return [.. head.Concat(nics).Concat(foot).Select(line => line.Cut(size.Columns - 1))];
    }

    private static List<LiveLine> Head(HostView view, bool isWide)
    {
        var title = $"{"NIC".PadRight(NameWidth(isWide))} {"MODE",-WordWidth} {"STATE",-WordWidth} {Rates} TCP UDP OTH UTIL{(isWide ? Totals : "")}";
        var lines = new List<LiveLine> { new(new Piece(title, Tone.Title)) };
        if (view.Shown.Any(one => one.State.Source == CountSource.Simulated))
        {
            lines.Insert(0, new LiveLine(new Piece("SIMULATED: these NICs and all their packets are made up", Tone.Bad)));
        }

        return lines;
    }

    private static List<LiveLine> Foot(HostView view, Uri address, bool isWide)
    {
        var (rx, tx) = (view.Total(Direction.Rx), view.Total(Direction.Tx));
        var nics = view.Shown.Length == 1 ? "1 NIC" : $"{view.Shown.Length} NICs";
        return
        [
            new LiveLine(
                new Piece($"{Fit("host", NameWidth(isWide))} {Fit(nics, WordWidth)} {"",WordWidth} "),
                new Piece(Numbers(rx, tx, isWide))),
            new LiveLine(new Piece(
                $"in {Duration(view.Uptime)} counted: rx {Counted(rx)}, tx {Counted(tx)}{OnEachNic(view)}")),
            .. Flows(view),
            new LiveLine(new Piece($"{new Uri(address, "/metrics")}   Ctrl-C ends", Tone.Aside)),
        ];
    }

    /// <summary>One line where there are flows.</summary>
    private static IEnumerable<LiveLine> Flows(HostView view)
    {
        if (view.Snapshot.Flows is not { } flows)
        {
            yield break;
        }

        var account = flows.Nics.Aggregate(FlowAccount.Empty, static (sum, nic) => sum + nic.Rx + nic.Tx);
        var cut = view.Shown.Count(one => one.State.Attachment is not null && one.Flows.Lack is not null);
        var lack = cut == 0 ? "" : $"; too little room on {(cut == 1 ? "1 NIC" : $"{cut} NICs")}: net interfaces";
        yield return new LiveLine(new Piece(
            $"{ShortNumber.Of(flows.Flows)} flows held; {FlowText.Share(FlowCoverage.Of(account).PacketRatio)} of all packets with a flow are in one{lack}",
            cut == 0 ? Tone.Plain : Tone.Warning));
    }

    private static LiveLine Nic(InterfaceView view, bool isWide)
    {
        var state = view.State;
        var name = new Piece(Fit(state.Link.Name, NameWidth(isWide)) + " ");
        var mode = new Piece(
            Fit(TrafficLabels.Of(state.Attachment?.Mode), WordWidth) + " ",
            state.Attachment?.Mode is AttachMode.Simulated or AttachMode.Kernel ? Tone.Warning : Tone.Plain);
        var condition = new Piece(Fit(TrafficLabels.Of(state.Condition), WordWidth) + " ", ToneOf(state.Condition));
        return state.Attachment is null
            ? new LiveLine(name, mode, condition, new Piece(" " + state.Reason.ReplaceLineEndings(" "), Tone.Aside))
            : new LiveLine(name, mode, condition, new Piece(Numbers(view[Direction.Rx], view[Direction.Tx], isWide)));
    }

    private static string Numbers(DirectionView? rx, DirectionView? tx, bool isWide)
    {
        var shares = ProtocolShares.Of(rx, tx);
        var utilisation = new[] { rx?.Utilisation, tx?.Utilisation }.Max();
        string?[] cells =
        [
            Number(rx?.Rate?.PacketsPerSecond),
            Number(rx?.Rate?.BitsPerSecond / 8),
            Number(tx?.Rate?.PacketsPerSecond),
            Number(tx?.Rate?.BitsPerSecond / 8),
            Share(shares?.Tcp, 3),
            Share(shares?.Udp, 3),
            Share(shares?.Other, 3),
            Share(utilisation, 4),
            .. isWide
                ? new[] { Number(rx?.Counters.Total.Packets), Number(rx?.Counters.Total.Bytes), Number(tx?.Counters.Total.Packets), Number(tx?.Counters.Total.Bytes) }
                : [],
        ];
        return string.Join(' ', cells);
    }

    /// <summary>Only where it is another figure.</summary>
    private static string OnEachNic(HostView view) => view.Snapshot.Total == view.Snapshot.SumOfNics ? ""
        : $"; on every NIC they cross: rx {Counted(view.SumOfNics(Direction.Rx))}, tx {Counted(view.SumOfNics(Direction.Tx))}";

    private static string Counted(DirectionView? direction) => direction is null
        ? "nothing yet"
        : $"{ShortNumber.Of(direction.Counters.Total.Packets)} packets, {ShortNumber.Of(direction.Counters.Total.Bytes)}B";

    private static string Duration(TimeSpan time) => (time.Days > 0 ? $"{time.Days}d " : "") + time.ToString("hh\\:mm\\:ss", CultureInfo.InvariantCulture);

    private static Tone ToneOf(InterfaceCondition condition) => condition switch
    {
        InterfaceCondition.Counting => Tone.Good,
        InterfaceCondition.Failing => Tone.Warning,
        InterfaceCondition.Down => Tone.Bad,
        _ => Tone.Aside,
    };

    private static string Number(double? value) => (value is { } number ? ShortNumber.Of(number) : "-").PadLeft(NumberWidth);

    /// <summary>A hundred per cent has no room in three characters.</summary>
    private static string Share(double? value, int width)
    {
        var text = value is { } share ? ShortNumber.Percent(share) : "-";
        return (text.Length > width ? text.TrimEnd('%') : text).PadLeft(width);
    }

    private static int NameWidth(bool isWide) => isWide ? WideName : NarrowName;

    private static string Fit(string text, int width) => text.Length <= width ? text.PadRight(width) : text[..(width - 1)] + "~";
}
