using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetMonitor.Native.Netlink;

/// <summary>The payload of RTM_NEWSTATS, and the counters wherever they appear, to <see cref="LinkStatistics"/>.</summary>
internal static class StatisticsParser
{
    public static LinkStatistics Parse(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < Unsafe.SizeOf<StatisticsHeader>())
        {
            throw new NetlinkFormatException($"a statistics message has {payload.Length} bytes, its header takes {Unsafe.SizeOf<StatisticsHeader>()}");
        }

        foreach (var attribute in new NetlinkAttributes(payload[Unsafe.SizeOf<StatisticsHeader>()..]))
        {
            if (attribute.Type == RouteConstants.IFLA_STATS_LINK_64)
            {
                return ParseCounters(attribute.Value);
            }
        }

        throw new NetlinkFormatException("a statistics message holds no counters");
    }

    /// <summary>The struct grows at its end from kernel to kernel: what an older one lacks is 0, what a newer one adds is left.</summary>
    public static LinkStatistics ParseCounters(ReadOnlySpan<byte> value)
    {
        LinkStatistics statistics = default;
        var known = MemoryMarshal.AsBytes(new Span<LinkStatistics>(ref statistics));
        value[..Math.Min(value.Length, known.Length)].CopyTo(known);
        return statistics;
    }
}
