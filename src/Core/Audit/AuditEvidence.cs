namespace NetMonitor.Core.Audit;

/// <summary>What else is known of a NIC whose counts disagree: asked for only then.</summary>
/// <param name="QdiscDrops">Packets that the NIC's root queueing discipline has dropped since the first bracket; null where there is none that counts.</param>
/// <param name="QdiscWaiting">Packets that wait in it.</param>
/// <param name="ForeignXdp">Whether an XDP program that is not ours stands in front of our programs.</param>
public sealed record AuditEvidence(ulong? QdiscDrops, ulong QdiscWaiting, bool ForeignXdp);
