using NetMonitor.Core.Audit;
using NetMonitor.Engine.Json;

namespace NetMonitor.Engine.Snapshot;

/// <summary>How our counts of one NIC stand to the kernel's own, as JSON.</summary>
public static class AuditJson
{
    private static readonly JsonObject<AuditExplanation> ExplanationShape = new JsonObject<AuditExplanation>("audit_explanation", "One reason for a difference.")
        .Text("cause", "Its name", one => AuditWords.Name(one.Cause), [.. Enum.GetValues<AuditCause>().Select(AuditWords.Name)])
        .Truth("is_evident", "Whether something was found that shows it; else it is merely possible", one => one.IsEvident)
        .IntegerOrNull("packets", "How many that accounts for; null where it has no number", one => (long?)one.Packets)
        .Text("text", "In words", AuditWords.Of);

    private static readonly JsonObject<DirectionAudit> DirectionShape = new JsonObject<DirectionAudit>(
        "audit_direction", "Our count of one direction beside the kernel's own.")
        .Integer("error_packets", "Ours minus the kernel's, in packets as the kernel counts them, as far as two readings in a row agree", audit => audit.Error)
        .Number("error_ratio", "That, as a share of the packets that were compared", audit => audit.Ratio)
        .Count("uncertainty_packets", "How many packets an error has to exceed to show at present; it does not add up", audit => audit.Width)
        .Count("compared_packets", "Packets by the kernel's count that were compared", audit => audit.Compared)
        .Integer("error_bytes", "Ours minus the kernel's in bytes, since the present attachment", audit => audit.ErrorBytes)
        .Text("unit", "What the kernel's counter counts, as far as is known or showed", audit => UnitName(audit.Unit), [.. Enum.GetValues<AuditUnit>().Select(UnitName)])
        .Truth("is_drifting", "The error has grown over several readings in a row", audit => audit.IsDrifting)
        .Integer("rebases", "How often the kernel's counter stepped back, and the comparison began anew", audit => audit.Rebases)
        .List("explanations", "Why they differ, or why they do not although they count otherwise", ExplanationShape, audit => audit.Explanations);

    public static JsonObject<InterfaceAudit> Shape { get; } = new JsonObject<InterfaceAudit>("audit", "Our counts of one NIC beside the kernel's own.")
        .Object("rx", "What came in", DirectionShape, audit => audit.Rx)
        .Object("tx", "What went out", DirectionShape, audit => audit.Tx);

    private static string UnitName(AuditUnit unit) => unit == AuditUnit.SuperPackets ? "super_packets" : "wire_packets";
}
