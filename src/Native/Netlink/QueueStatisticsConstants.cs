using NetMonitor.Native.Interop;

namespace NetMonitor.Native.Netlink;

[KernelConstants("linux/gen_stats.h")]
internal static class QueueStatisticsConstants
{
    public const ushort TCA_STATS_QUEUE = 3;
}
