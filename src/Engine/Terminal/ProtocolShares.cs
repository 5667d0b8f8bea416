using NetMonitor.Core.Traffic;
using NetMonitor.Engine.Snapshot;

namespace NetMonitor.Engine.Terminal;

/// <summary>How the packets of both directions divide into TCP, UDP and all else.</summary>
public readonly record struct ProtocolShares(double Tcp, double Udp, double Other)
{
    /// <summary>Null where no packet was counted, or the source does not look into them.</summary>
    public static ProtocolShares? Of(DirectionView? rx, DirectionView? tx)
    {
        if (rx is not { HasDetails: true } || tx is not { HasDetails: true })
        {
            return null;
        }

        double all = rx.Counters.Total.Packets + tx.Counters.Total.Packets;
        var tcp = (Packets(rx.Counters, "tcp") + Packets(tx.Counters, "tcp")) / all;
        var udp = (Packets(rx.Counters, "udp") + Packets(tx.Counters, "udp")) / all;
        return all == 0 ? null : new ProtocolShares(tcp, udp, Math.Max(0, 1 - tcp - udp));
    }

    private static double Packets(DirectionCounters counters, string protocol) =>
        counters.Classes[TrafficClass.Of(protocol, IpVersion.V4).Index].Packets + counters.Classes[TrafficClass.Of(protocol, IpVersion.V6).Index].Packets;
}
