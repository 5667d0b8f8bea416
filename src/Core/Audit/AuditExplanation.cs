namespace NetMonitor.Core.Audit;

/// <summary>One reason for a difference, and what it rests on.</summary>
/// <param name="IsEvident">False where it can only be named as possible.</param>
/// <param name="Packets">How many the evidence accounts for; null where it has no number.</param>
public sealed record AuditExplanation(AuditCause Cause, bool IsEvident, ulong? Packets);
