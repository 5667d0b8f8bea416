namespace NetMonitor.Core.Interfaces;

/// <summary>The kernel's own counters of one NIC (struct rtnl_link_stats64), absolute since the device was made.</summary>
public readonly record struct KernelCounters(
    ulong RxPackets,
    ulong TxPackets,
    ulong RxBytes,
    ulong TxBytes,
    ulong RxErrors,
    ulong TxErrors,
    ulong RxDropped,
    ulong TxDropped,
    ulong RxMissed,
    ulong RxNoHandler)
{
    public static KernelCounters operator +(KernelCounters a, KernelCounters b) => Zip(a, b, static (x, y) => x + y);

    /// <summary>What a new reading of the same device adds to its predecessor: per figure, since drivers keep and reset theirs one by
    /// one. A figure that is lower than before was reset, so all it shows is new.</summary>
    public KernelCounters Since(KernelCounters previous) =>
        Zip(this, previous, static (now, before) => now >= before ? now - before : now);

    private static KernelCounters Zip(KernelCounters a, KernelCounters b, Func<ulong, ulong, ulong> cell) => new(
        cell(a.RxPackets, b.RxPackets),
        cell(a.TxPackets, b.TxPackets),
        cell(a.RxBytes, b.RxBytes),
        cell(a.TxBytes, b.TxBytes),
        cell(a.RxErrors, b.RxErrors),
        cell(a.TxErrors, b.TxErrors),
        cell(a.RxDropped, b.RxDropped),
        cell(a.TxDropped, b.TxDropped),
        cell(a.RxMissed, b.RxMissed),
        cell(a.RxNoHandler, b.RxNoHandler));
}
