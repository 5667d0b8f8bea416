using NetMonitor.Core.Interfaces;
using NetMonitor.Native.Ethtool;
using NetMonitor.Native.Netlink;

namespace NetMonitor.Engine.Readers;

/// <summary>rtnetlink and ethtool joined.</summary>
internal static class LinkDescriptions
{
    public static LinkDescription Of(Link link, EthtoolDevice? device)
    {
        var description = new LinkDescription(
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

        // IFLA_LINK is one index for two things: what lies below, and a pair's other end. With a namespace's id it is an index over there.
        return link.LowerNamespaceId is not null ? description with { IsTiedElsewhere = true }
            : description.Role == LinkRole.Veth ? description with { PeerIndex = link.LowerIndex }
            : description with { LowerIndex = link.LowerIndex };
    }

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
