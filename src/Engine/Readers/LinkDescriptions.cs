using NetMonitor.Core.Interfaces;
using NetMonitor.Native.Ethtool;
using NetMonitor.Native.Netlink;

namespace NetMonitor.Engine.Readers;

/// <summary>rtnetlink and ethtool joined.</summary>
internal static class LinkDescriptions
{
    public static LinkDescription Of(Link link, EthtoolDevice? device) => new(
        link.Index,
        link.Name,
        link.Kind,
        device?.Driver ?? "",
        link.Mac,
        link.Mtu,
        device?.SpeedBitsPerSecond,
        link.MasterIndex,
        link.HasEthernetHeader,
        link.IsUp,
        link.IsLoopback);

    public static KernelCounters Of(in LinkStatistics statistics) => new(
        statistics.RxPackets,
        statistics.TxPackets,
        statistics.RxBytes,
        statistics.TxBytes,
        statistics.RxErrors,
        statistics.TxErrors,
        statistics.RxDropped,
        statistics.TxDropped,
        statistics.RxMissedErrors,
        statistics.RxNohandler);
}
