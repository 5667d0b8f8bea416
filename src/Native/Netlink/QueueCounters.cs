using NetMonitor.Native.Interop;

namespace NetMonitor.Native.Netlink;

/// <summary>What a queueing discipline holds at present (<see cref="Qlen"/> packets, <see cref="Backlog"/> bytes), and what it dropped since it was made. 32 bits
/// that wrap.</summary>
[KernelStruct("struct gnet_stats_queue", "linux/gen_stats.h")]
public readonly record struct QueueCounters
{
    public uint Qlen { get; init; }

    public uint Backlog { get; init; }

    public uint Drops { get; init; }

    public uint Requeues { get; init; }

    public uint Overlimits { get; init; }
}
