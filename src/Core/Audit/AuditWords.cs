using System.Collections.Immutable;
using System.Globalization;

namespace NetMonitor.Core.Audit;

/// <summary>Explanations in words.</summary>
public static class AuditWords
{
    /// <summary>As <c>qdisc_drops</c>.</summary>
    public static string Name(AuditCause cause) => string.Concat(
        cause.ToString().Select(static (letter, at) => char.IsAsciiLetterUpper(letter) && at > 0 ? $"_{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));

    /// <summary>On one line; empty where there is nothing to explain.</summary>
    public static string Of(ImmutableArray<AuditExplanation> explanations) => string.Join("; ", explanations.Select(Of));

    public static string Of(AuditExplanation explanation)
    {
        var number = explanation.Packets?.ToString(CultureInfo.InvariantCulture) ?? "";
        var words = explanation.Cause switch
        {
            AuditCause.SuperPackets => $"counts super-packets: {number} folded packets are left out",
            AuditCause.DriverDrops => $"the driver dropped {number} after TC egress",
            AuditCause.QdiscDrops => $"the qdisc dropped {number} after TC egress",
            AuditCause.QdiscQueue => $"{number} wait in the qdisc",
            AuditCause.ForeignXdp => "an XDP program of others takes packets before TC sees them",
            AuditCause.PastEgress => "packets sent past TC egress (PACKET_QDISC_BYPASS, AF_XDP, XDP_TX or XDP_REDIRECT)",
            AuditCause.LateStatistics => "the driver refreshes its counters late",
            AuditCause.MixedUnits => "the driver counts some super-packets as one and some not",
            AuditCause.FrameCheckSequence => "bytes: the kernel counts frame check sequences, 4 bytes each",
            AuditCause.LinkHeader => "bytes: the kernel leaves out Ethernet headers, 14 bytes each",
            AuditCause.TagsInMetadata => "bytes: the kernel leaves out tags kept in metadata, 4 bytes each",
            _ => number.Length > 0 ? $"{number} unexplained" : "bytes: unexplained",
        };
        return explanation is { IsEvident: false, Cause: not AuditCause.Unexplained } ? $"possible: {words}" : words;
    }
}
