using NetMonitor.Core.Host;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Engine.Metrics;

/// <summary>The series of the host as a whole, and of who lies on whom.</summary>
public static class StackProjection
{
    private static readonly Direction[] Directions = Enum.GetValues<Direction>();

    /// <summary>None before each NIC was read once: NICs may have counted before our time, and a sum over some of them would look like a
    /// host that lost packets.</summary>
    public static IEnumerable<Sample> OfHost(HostSnapshot snapshot) => snapshot.IsComplete
        ? OfView("once", snapshot.Total).Concat(OfView("each_nic", snapshot.SumOfNics))
        : [];

    public static IEnumerable<Sample> OfInterface(string name, InterfaceState state, LinkStack stack) =>
        Directions.Select(direction => new Sample(
                MetricCatalogue.InterfaceForHost,
                [name, TrafficLabels.Of(direction), TrafficLabels.Of(state.Place)],
                TrafficLabels.IsInTotal(state.Place, direction) ? 1 : 0))
            .Concat(stack.Below(state.Link.Index).Select(below => new Sample(MetricCatalogue.InterfaceBelow, [name, below.Name], 1)));

    private static IEnumerable<Sample> OfView(string view, TrafficCounters counters) => Directions.SelectMany(direction => new Sample[]
    {
        new(MetricCatalogue.HostPackets, [view, TrafficLabels.Of(direction)], counters[direction].Total.Packets),
        new(MetricCatalogue.HostBytes, [view, TrafficLabels.Of(direction)], counters[direction].Total.Bytes),
    });
}
