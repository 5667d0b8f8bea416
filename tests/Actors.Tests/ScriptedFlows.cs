using NetMonitor.Core.Flows;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Actors.Tests;

/// <summary>Windows of UDP packets of 100 bytes whose account adds up.</summary>
internal static class ScriptedFlows
{
    public static FlowKey Key(int port, Direction direction = Direction.Rx)
    {
        var rx = new FlowKey(HostAddress.IPv4(0x0a000001), HostAddress.IPv4(0x0a000002), (ushort)port, 53, IpProtocol.Udp, IpVersion.V4);
        return direction == Direction.Rx ? rx : rx.Reverse;
    }

    public static MonotonicTime At(double seconds) => new((long)(seconds * 1e9));

    /// <param name="port">Of the one flow of each direction; one without packets is none.</param>
    public static FlowWindow Window(string nic, MonotonicTime closedAt, int port, TrafficCounters counted)
    {
        var builder = new FlowWindowBuilder();
        foreach (var (direction, packets) in new[] { (Direction.Rx, counted.Rx.Total.Packets), (Direction.Tx, counted.Tx.Total.Packets) })
        {
            builder.Add(direction, Key(port, direction), new FlowCounts(packets, packets * 100, packets * 86, closedAt, closedAt));
        }

        return builder.Close(nic, closedAt, Account(counted.Rx), Account(counted.Tx));
    }

    public static FlowWindow Window(string nic, double closedAt, int port, ulong rx, ulong tx = 0) =>
        Window(nic, At(closedAt), port, ScriptedNic.Counters(rx, tx));

    private static FlowAccount Account(DirectionCounters counted) => FlowAccount.Empty with { Total = counted.Total, Classes = counted.Classes };
}
