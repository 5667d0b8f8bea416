using NetMonitor.Core.Flows;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Tests.Flows;

internal static class FlowExample
{
    public static FlowKey Key(int sourcePort, int destinationPort = 443, byte protocol = IpProtocol.Tcp) =>
        new(HostAddress.IPv4(0x0a000001), HostAddress.IPv4(0x0a000002), (ushort)sourcePort, (ushort)destinationPort, protocol, IpVersion.V4);

    public static MonotonicTime At(double seconds) => new((long)(seconds * 1e9));

    public static FlowCounts Counts(ulong packets, double first, double last, byte tcpFlags = 0) =>
        new(packets, packets * 100, packets * 86, At(first), At(last), 100, 100, tcpFlags: tcpFlags);

    public static FlowSample Rx(FlowKey key, FlowCounts counts) => new(Direction.Rx, key, counts);

    /// <summary>A window whose account adds up: all that was counted is in flows.</summary>
    public static FlowWindow Window(string nic, double closedAt, params IEnumerable<FlowSample> samples)
    {
        var builder = new FlowWindowBuilder();
        var classes = new[] { new Count[TrafficClass.All.Length], new Count[TrafficClass.All.Length] };
        foreach (var sample in samples)
        {
            builder.Add(sample.Direction, sample.Key, sample.Counts);
            classes[(int)sample.Direction][IpProtocol.Class(sample.Key.Protocol, sample.Key.Version).Index] += Count(sample.Counts);
        }

        return builder.Close(nic, At(closedAt), Account(classes[0]), Account(classes[1]));
    }

    public static Count Count(FlowCounts counts) => new(counts.Packets, counts.Bytes);

    public static Count Sum(this IEnumerable<Count> counts) => counts.Aggregate(default(Count), static (sum, count) => sum + count);

    private static FlowAccount Account(Count[] classes) =>
        FlowAccount.Empty with { Total = classes.Sum(), Classes = [.. classes] };
}
