using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Audit;

/// <summary>What we counted in one direction, and how much of it never was a packet of its own in this kernel.</summary>
public readonly record struct AuditCount(Count Wire, Count Coalesced)
{
    public static AuditCount Of(DirectionCounters counters) => new(counters.Total, counters.Coalesced);

    /// <summary>As a driver that counts in this unit would have it.</summary>
    public Count In(AuditUnit unit) => unit == AuditUnit.WirePackets
        ? Wire
        : new(unchecked(Wire.Packets - Coalesced.Packets), unchecked(Wire.Bytes - Coalesced.Bytes));
}
