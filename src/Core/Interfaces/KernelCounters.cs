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
    ulong RxNoHandler);
