using System.Globalization;
using NetMonitor.Core.Audit;
using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Metrics;
using NetMonitor.Engine.Snapshot;
using NetMonitor.Engine.Text;

namespace NetMonitor.Engine.Pbm;

/// <summary>The audits for people: by NIC and direction, with every digit, for what matters here is one packet in billions.</summary>
public static class AuditTable
{
    public static string Of(HostView view)
    {
        var table = new TextTable(
            ("interface", false), ("", false), ("error", true), ("ratio", true), ("uncertain", true), ("compared", true), ("drift", false), ("explanation", false));
        foreach (var one in view.Shown)
        {
            if (one.State.Audit is { } audit)
            {
                Row(table, one, audit.Rx);
                Row(table, one, audit.Tx);
            }
            else
            {
                table.Row(one.State.Link.Name, "", "-", "-", "-", "-", "-", WhyNot(one)!);
            }
        }

        table.Line("error: our packets minus the kernel's, as far as two readings in a row agree; uncertain: what an error has to exceed to show");
        return table.ToString();
    }

    /// <summary>Null where something was compared.</summary>
    public static string? WhyNot(InterfaceView view) => view.State switch
    {
        { Audit: not null } => null,
        { Source: CountSource.Kernel } => "not applicable: its counts are the kernel's own",
        { Source: CountSource.Simulated } => "not applicable: its packets are made up",
        { Source: null } => "not read yet",
        _ => "not compared yet",
    };

    private static void Row(TextTable table, InterfaceView view, DirectionAudit audit) => table.Row(
        view.State.Link.Name,
        TrafficLabels.Of(audit.Direction),
        audit.Error.ToString("+0;-0;0", CultureInfo.InvariantCulture),
        audit.Ratio.ToString("+0.0e+0;-0.0e+0;0", CultureInfo.InvariantCulture),
        audit.Width.ToString(CultureInfo.InvariantCulture),
        audit.Compared.ToString(CultureInfo.InvariantCulture),
        audit.IsDrifting ? "drifting" : "no",
        string.Join("; ", new[] { AuditWords.Of(audit.Explanations), Rebased(audit) }.Where(text => text.Length > 0)));

    private static string Rebased(DirectionAudit audit) =>
        audit.Rebases == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"the kernel's counter stepped back, times: {audit.Rebases}");
}
