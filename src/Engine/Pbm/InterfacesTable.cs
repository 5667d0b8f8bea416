using System.Globalization;
using NetMonitor.Engine.Metrics;
using NetMonitor.Engine.Snapshot;
using NetMonitor.Engine.Text;

namespace NetMonitor.Engine.Pbm;

/// <summary>The NICs for people: what each is, how it is counted, and why.</summary>
public static class InterfacesTable
{
    public static string Of(HostView view)
    {
        var table = new TextTable(
            ("interface", false), ("index", true), ("link", false), ("kind", false), ("driver", false), ("mtu", true), ("state", false),
            ("mode", false), ("source", false), ("lasts", false), ("flows", true), ("reason", false));
        foreach (var one in view.Shown)
        {
            var link = one.State.Link;
            table.Row(
                link.Name,
                link.Index.ToString(CultureInfo.InvariantCulture),
                link.IsUp ? "up" : "down",
                OrDash(link.Kind),
                OrDash(link.Driver),
                link.Mtu.ToString(CultureInfo.InvariantCulture),
                TrafficLabels.Of(one.State.Condition),
                TrafficLabels.Of(one.State.Attachment?.Mode),
                TrafficLabels.Of(one.State.Source),
                TrafficLabels.Of(one.State.Attachment?.Endurance),
                one.Flows.Slots,
                one.Reason);
        }

        // In the table these would make every line as long as the longest.
        foreach (var lack in InterfaceFlows.Lacks(view.Shown.Where(one => one.State.Attachment is not null).Select(one => one.Flows)))
        {
            table.Line(lack);
        }

        foreach (var note in view.Shown.Select(one => SourceNote.Of(one.State.Source)).OfType<string>().Distinct())
        {
            table.Line(note);
        }

        return table.ToString();
    }

    private static string OrDash(string text) => text.Length == 0 ? "-" : text;
}
