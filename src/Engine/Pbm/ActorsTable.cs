using System.Globalization;
using NetMonitor.Actors.Configuration;
using NetMonitor.Engine.Text;

namespace NetMonitor.Engine.Pbm;

/// <summary>The tree of actors for people.</summary>
public static class ActorsTable
{
    private const string Unknown = "-";

    public static string Of(IEnumerable<ActorRow> actors)
    {
        var table = new TextTable(
            ("path", false), ("interface", false), ("state", false), ("mailbox", true), ("restarts", true), ("interval", true), ("next attempt", true), ("last error", false));
        foreach (var actor in actors)
        {
            table.Row(
                actor.Path,
                actor.InterfaceName ?? Unknown,
                actor.State,
                actor.Mailbox?.ToString(CultureInfo.InvariantCulture) ?? Unknown,
                actor.Restarts?.ToString(CultureInfo.InvariantCulture) ?? Unknown,
                actor.Interval is { } interval ? SettingsReader.Words(interval) : Unknown,
                actor.NextAttempt is { } wait ? $"in {wait.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s" : Unknown,
                actor.LastError.Length == 0 ? Unknown : actor.LastError);
        }

        return table.ToString();
    }
}
