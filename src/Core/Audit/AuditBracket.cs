using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Audit;

/// <summary>One reading between two of the kernel's own counters, in this order: the kernel's (<paramref name="Before"/>); the window is closed, for which
/// ours are exact (<paramref name="Rx"/>, <paramref name="Tx"/>); a grace period; the kernel's again (<paramref name="After"/>) and ours again
/// (<paramref name="RxLater"/>, <paramref name="TxLater"/>).</summary>
/// <remarks>A packet that needs less than the grace period from the driver's counter to our program, or back, is never an error. The width is the traffic of
/// that time, and does not grow; what is really missing adds up, and leaves any bracket.</remarks>
public sealed record AuditBracket(
    KernelCounters Before, KernelCounters After, AuditCount Rx, AuditCount Tx, AuditCount RxLater, AuditCount TxLater)
{
    /// <summary>Null where nothing disagreed and nobody asked.</summary>
    public AuditEvidence? Evidence { get; init; }

    /// <summary>What an attachment began with, for whoever was not there: nothing of ours, and the kernel's counters around it.</summary>
    public static AuditBracket AtAttach(KernelCounters before, KernelCounters after) => new(before, after, default, default, default, default);

    public AuditDifference Packets(Direction direction, AuditUnit unit)
    {
        var (ours, later) = Ours(direction);
        return direction == Direction.Rx
            ? AuditDifference.Of(Before.RxPackets, After.RxPackets, ours.In(unit).Packets, later.In(unit).Packets)
            : AuditDifference.Of(Before.TxPackets, After.TxPackets, ours.In(unit).Packets, later.In(unit).Packets);
    }

    public AuditDifference Bytes(Direction direction, AuditUnit unit)
    {
        var (ours, later) = Ours(direction);
        return direction == Direction.Rx
            ? AuditDifference.Of(Before.RxBytes, After.RxBytes, ours.In(unit).Bytes, later.In(unit).Bytes)
            : AuditDifference.Of(Before.TxBytes, After.TxBytes, ours.In(unit).Bytes, later.In(unit).Bytes);
    }

    /// <summary>Packets by the kernel's count from one bracket to another.</summary>
    public ulong KernelPacketsSince(AuditBracket earlier, Direction direction) => unchecked(direction == Direction.Rx
        ? After.RxPackets - earlier.Before.RxPackets
        : After.TxPackets - earlier.Before.TxPackets);

    /// <summary>The driver's counter was reset, or is another device's: it shows less than before. 64 bits may wrap; that is no step back.</summary>
    public bool StepsBackFrom(AuditBracket earlier, Direction direction) => StepsBackWithin(direction) || unchecked(direction == Direction.Rx
        ? (long)(Before.RxPackets - earlier.Before.RxPackets) < 0
        : (long)(Before.TxPackets - earlier.Before.TxPackets) < 0);

    internal bool StepsBackWithin(Direction direction) => unchecked(direction == Direction.Rx
        ? (long)(After.RxPackets - Before.RxPackets) < 0
        : (long)(After.TxPackets - Before.TxPackets) < 0);

    internal (AuditCount Ours, AuditCount Later) Ours(Direction direction) => direction == Direction.Rx ? (Rx, RxLater) : (Tx, TxLater);
}
