using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetMonitor.Native.Netlink;

/// <summary>The payload of RTM_NEWQDISC to the <see cref="QueueCounters"/> of the qdisc; all zero where it sends none.</summary>
internal static class QueueCountersParser
{
    public static QueueCounters Parse(ReadOnlySpan<byte> payload)
    {
        if (!MemoryMarshal.TryRead<TrafficControlHeader>(payload, out _))
        {
            throw new NetlinkFormatException($"a qdisc message has {payload.Length} bytes, its header takes {Unsafe.SizeOf<TrafficControlHeader>()}");
        }

        foreach (var attribute in new NetlinkAttributes(payload[Unsafe.SizeOf<TrafficControlHeader>()..]))
        {
            if (attribute.Type != RouteConstants.TCA_STATS2)
            {
                continue;
            }

            foreach (var statistics in attribute.Nested)
            {
                if (statistics.Type == QueueStatisticsConstants.TCA_STATS_QUEUE)
                {
                    return statistics.As<QueueCounters>();
                }
            }
        }

        return default;
    }
}
