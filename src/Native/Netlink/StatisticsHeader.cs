using NetMonitor.Native.Interop;

namespace NetMonitor.Native.Netlink;

/// <summary>Head of RTM_GETSTATS and RTM_NEWSTATS.</summary>
[KernelStruct("struct if_stats_msg", "linux/if_link.h")]
internal struct StatisticsHeader
{
    public byte Family;
    public byte Pad1;
    public ushort Pad2;
    public uint Ifindex;

    /// <summary>Bit n - 1 asks for attribute IFLA_STATS_n.</summary>
    public uint FilterMask;
}
