using Akka.Configuration;
using NetMonitor.Actors.Configuration;
using NetMonitor.Core.Flows;

namespace NetMonitor.Actors.Flows;

/// <summary>What the host keeps of its flows (<c>netmonitor.flows</c>); what a NIC's packets are counted in is not its concern.</summary>
/// <param name="Top">Pairs of hosts that each NIC shows in the metrics; 0 for none.</param>
public sealed record FlowSettings(int Capacity, TimeSpan Retention, TimeSpan ActiveTimeout, TimeSpan IdleTimeout, int Top)
{
    /// <summary>So many series stay readable, and cheap to store, for each NIC.</summary>
    public const int LargestTop = 100;

    private const int SmallestCapacity = 1024;

    /// <summary>3.2 GB: more is a mistake.</summary>
    private const int LargestCapacity = 1 << 24;

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public FlowLedgerSettings Ledger => new(Capacity, Retention, ActiveTimeout, IdleTimeout);

    /// <exception cref="ConfigurationProblem">A key is missing or takes no such value.</exception>
    public static FlowSettings From(Config config) => SettingsReader.Read(config, From);

    public static FlowSettings From(SettingsReader settings)
    {
        var result = new FlowSettings(
            settings.Integer("netmonitor.flows.capacity", SmallestCapacity, LargestCapacity),
            settings.Duration("netmonitor.flows.retention", Shortest, Longest),
            settings.Duration("netmonitor.flows.active-timeout", Shortest, Longest),
            settings.Duration("netmonitor.flows.idle-timeout", Shortest, Longest),
            settings.Integer("netmonitor.flows.top", 0, LargestTop));
        // A retention of nothing was missing or wrong, and is named already.
        settings.Require(
            result.Retention == TimeSpan.Zero || result.Retention >= result.IdleTimeout,
            "netmonitor.flows.retention",
            settings.Found("netmonitor.flows.retention"),
            "a duration not below netmonitor.flows.idle-timeout");
        return result;
    }
}
