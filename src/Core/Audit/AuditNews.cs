using System.Globalization;
using NetMonitor.Core.Host;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Audit;

/// <summary>What of an audit is worth a line in the log: that an error began to drift, and that the kernel's counter began anew.</summary>
public static class AuditNews
{
    public static IEnumerable<string> Between(HostSnapshot before, HostSnapshot after, string interfaceName)
    {
        var (was, now) = (AuditOf(before, interfaceName), AuditOf(after, interfaceName));
        if (now is null || ReferenceEquals(was, now))
        {
            return [];
        }

        return Of(interfaceName, was?.Rx, now.Rx).Concat(Of(interfaceName, was?.Tx, now.Tx));
    }

    private static IEnumerable<string> Of(string interfaceName, DirectionAudit? was, DirectionAudit now)
    {
        var which = $"{interfaceName} {(now.Direction == Direction.Rx ? "rx" : "tx")}";
        if (now.IsDrifting && was is not { IsDrifting: true })
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"{which}: our count drifts from the kernel's, by {now.Error:+#;-#;0} packets now: {AuditWords.Of(now.Explanations)}");
        }

        if (now.Rebases > (was?.Rebases ?? 0))
        {
            yield return $"{which}: the kernel's counter stepped back; the comparison with ours begins anew";
        }
    }

    private static InterfaceAudit? AuditOf(HostSnapshot snapshot, string interfaceName) => snapshot.Interfaces.GetValueOrDefault(interfaceName)?.Audit;
}
