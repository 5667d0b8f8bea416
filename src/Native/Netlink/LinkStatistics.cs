using NetMonitor.Native.Interop;

namespace NetMonitor.Native.Netlink;

/// <summary>
/// The kernel's counters of one interface, absolute since the device was made: struct rtnl_link_stats64, where each is explained. Kernels before
/// 5.19 do not send the last; it is 0 then.
/// </summary>
[KernelStruct("struct rtnl_link_stats64", "linux/if_link.h")]
public readonly record struct LinkStatistics
{
    public ulong RxPackets { get; init; }

    public ulong TxPackets { get; init; }

    public ulong RxBytes { get; init; }

    public ulong TxBytes { get; init; }

    public ulong RxErrors { get; init; }

    public ulong TxErrors { get; init; }

    public ulong RxDropped { get; init; }

    public ulong TxDropped { get; init; }

    public ulong Multicast { get; init; }

    public ulong Collisions { get; init; }

    public ulong RxLengthErrors { get; init; }

    public ulong RxOverErrors { get; init; }

    public ulong RxCrcErrors { get; init; }

    public ulong RxFrameErrors { get; init; }

    public ulong RxFifoErrors { get; init; }

    public ulong RxMissedErrors { get; init; }

    public ulong TxAbortedErrors { get; init; }

    public ulong TxCarrierErrors { get; init; }

    public ulong TxFifoErrors { get; init; }

    public ulong TxHeartbeatErrors { get; init; }

    public ulong TxWindowErrors { get; init; }

    public ulong RxCompressed { get; init; }

    public ulong TxCompressed { get; init; }

    public ulong RxNohandler { get; init; }

    public ulong RxOtherhostDropped { get; init; }
}
