namespace NetMonitor.Core.Audit;

/// <summary>Why our counts and the kernel's differ.</summary>
public enum AuditCause
{
    /// <summary>No error: the driver counts super-packets, and what was folded is left out of the comparison.</summary>
    SuperPackets,

    /// <summary>The driver dropped packets after TC egress (tx_dropped).</summary>
    DriverDrops,

    /// <summary>The queueing discipline dropped packets after TC egress.</summary>
    QdiscDrops,

    /// <summary>Packets wait in the queueing discipline: seen at TC egress, not sent yet.</summary>
    QdiscQueue,

    /// <summary>An XDP program of others takes packets that the driver has counted before TC sees them.</summary>
    ForeignXdp,

    /// <summary>Packets reach the driver past TC egress: PACKET_QDISC_BYPASS, AF_XDP, XDP_TX or XDP_REDIRECT. Nothing in the kernel tells which.</summary>
    PastEgress,

    /// <summary>The driver refreshes its counters only now and then: they stood still while packets passed.</summary>
    LateStatistics,

    /// <summary>The kernel's count lies between packets of the wire and super-packets: some were folded behind its counter, some ahead of it.</summary>
    MixedUnits,

    /// <summary>Bytes: the kernel counts the 4 bytes of each frame check sequence.</summary>
    FrameCheckSequence,

    /// <summary>Bytes: the kernel leaves out the 14 bytes of each Ethernet header.</summary>
    LinkHeader,

    /// <summary>Bytes: the kernel leaves out 4 bytes of tags that are kept in metadata.</summary>
    TagsInMetadata,

    /// <summary>Nothing that is known explains it.</summary>
    Unexplained,
}
