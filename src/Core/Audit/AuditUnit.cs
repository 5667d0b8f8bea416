namespace NetMonitor.Core.Audit;

/// <summary>What a driver's own counter takes for one packet where GRO or GSO folds several into one.</summary>
public enum AuditUnit
{
    /// <summary>What the kernel hands on as one: a super-packet is one packet. Devices made of software count so.</summary>
    SuperPackets,

    /// <summary>What is on the wire: most hardware counts so on receive.</summary>
    WirePackets,
}
