using System.Text.Json;

namespace NetMonitor.Lab;

/// <summary>The kernel's own counters of one NIC (IFLA_STATS64), absolute.</summary>
/// <param name="RxDropped">Also counts frames that arrived and that no protocol of this kernel wanted.</param>
public sealed record LinkStatistics(
    ulong RxPackets, ulong RxBytes, ulong RxErrors, ulong RxDropped,
    ulong TxPackets, ulong TxBytes, ulong TxErrors, ulong TxDropped)
{
    public static LinkStatistics operator -(LinkStatistics later, LinkStatistics earlier) => new(
        later.RxPackets - earlier.RxPackets, later.RxBytes - earlier.RxBytes,
        later.RxErrors - earlier.RxErrors, later.RxDropped - earlier.RxDropped,
        later.TxPackets - earlier.TxPackets, later.TxBytes - earlier.TxBytes,
        later.TxErrors - earlier.TxErrors, later.TxDropped - earlier.TxDropped);

    /// <summary>From one element of what <c>ip -s -j link show</c> prints.</summary>
    internal static LinkStatistics Parse(JsonElement link)
    {
        var stats = link.GetProperty("stats64");
        ulong Of(string direction, string counter) => stats.GetProperty(direction).GetProperty(counter).GetUInt64();
        return new LinkStatistics(
            Of("rx", "packets"), Of("rx", "bytes"), Of("rx", "errors"), Of("rx", "dropped"),
            Of("tx", "packets"), Of("tx", "bytes"), Of("tx", "errors"), Of("tx", "dropped"));
    }
}
