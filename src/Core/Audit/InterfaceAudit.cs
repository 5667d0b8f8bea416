using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Audit;

/// <summary>How our counts of one NIC stand to the kernel's own. State, never a difference: the newest makes up for all before it.</summary>
public sealed record InterfaceAudit(DirectionAudit Rx, DirectionAudit Tx)
{
    public DirectionAudit this[Direction direction] => direction == Direction.Rx ? Rx : Tx;

    /// <summary>Whether either direction would disagree with <paramref name="now"/>, be it only this once: a reason to look for evidence.</summary>
    public bool Disagrees(AuditBracket now) => Rx.Disagrees(now) || Tx.Disagrees(now);

    /// <inheritdoc cref="DirectionAudit.Begin"/>
    public static InterfaceAudit Begin(LinkDescription link, AuditBracket baseline) => new(
        DirectionAudit.Begin(Direction.Rx, AuditUnits.Likely(link, Direction.Rx), baseline),
        DirectionAudit.Begin(Direction.Tx, AuditUnits.Likely(link, Direction.Tx), baseline));

    /// <param name="counters">As of the bracket: for their tags.</param>
    public InterfaceAudit After(AuditBracket now, TrafficCounters counters) => new(Rx.After(now, Tagged(counters.Rx)), Tx.After(now, Tagged(counters.Tx)));

    /// <inheritdoc cref="DirectionAudit.Following"/>
    public InterfaceAudit Following(InterfaceAudit? earlier) => new(Rx.Following(earlier?.Rx), Tx.Following(earlier?.Tx));

    private static ulong Tagged(DirectionCounters counters)
    {
        ulong tagged = 0;
        foreach (var packets in counters.VlanTags)
        {
            tagged += packets;
        }

        return tagged;
    }
}
