using NetMonitor.Core.Flows;
using NetMonitor.Core.Host;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Engine.Metrics;

/// <summary>The series of the host's flows. Where no NIC's flows were ever counted there are none but the NICs' room for them.</summary>
public static class FlowProjection
{
    private const string Other = "other";

    private static readonly OverflowReason[] Reasons = Enum.GetValues<OverflowReason>();

    public static IEnumerable<Sample> OfHost(HostSnapshot snapshot)
    {
        if (snapshot.Flows is not { } view)
        {
            return [];
        }

        var recent = view.Recent.Total;
        return
        [
            new(MetricCatalogue.ActiveFlows, [], view.Open),
            new(MetricCatalogue.NewFlows, [], view.Opened),
            new(MetricCatalogue.DistinctSources, [], Math.Round(recent.Sources.Estimate)),
            new(MetricCatalogue.DistinctDestinations, [], Math.Round(recent.Destinations.Estimate)),
            new(MetricCatalogue.DistinctFlows, [], Math.Round(recent.Flows.Estimate)),
            new(MetricCatalogue.LedgerFlows, [], view.Flows),
            new(MetricCatalogue.LedgerCapacity, [], view.Capacity),
            new(MetricCatalogue.FoldedFlows, [], view.Folded),
            .. view.Nics.Where(nic => snapshot.Interfaces.ContainsKey(nic.Nic)).SelectMany(OfNic),
            .. view.Pairs.Where(pairs => snapshot.Interfaces.ContainsKey(pairs.Nic)).SelectMany(OfPairs),
        ];
    }

    /// <summary>A NIC that is not attached has no room and wants none.</summary>
    public static IEnumerable<Sample> OfRoom(string name, InterfaceState state) => state.Attachment is not { Flows: { } room } ? [] :
    [
        new(MetricCatalogue.FlowSlots, [name], room.Slots),
        new(MetricCatalogue.FlowSlotsWanted, [name], room.Wanted),
        new(MetricCatalogue.FlowMapBytes, [name], room.MapBytes),
    ];

    private static IEnumerable<Sample> OfNic(NicFlows nic) => OfDirection(nic.Nic, "rx", nic.Rx).Concat(OfDirection(nic.Nic, "tx", nic.Tx));

    private static IEnumerable<Sample> OfDirection(string nic, string direction, FlowAccount account)
    {
        var coverage = FlowCoverage.Of(account);
        yield return new(MetricCatalogue.FlowCoverage, [nic, direction], coverage.PacketRatio);
        yield return new(
            MetricCatalogue.FlowIdentityDifference, [nic, direction], coverage.Differences.Sum(static difference => Math.Abs((double)difference.Packets)));
        foreach (var reason in Reasons)
        {
            var overflow = account.OverflowBy(reason);
            string[] labels = [nic, direction, TrafficLabels.Of(reason)];
            yield return new(MetricCatalogue.FlowOverflowPackets, [.. labels], overflow.Packets);
            yield return new(MetricCatalogue.FlowOverflowBytes, [.. labels], overflow.Bytes);
        }
    }

    private static IEnumerable<Sample> OfPairs(NicPairs pairs)
    {
        var direction = TrafficLabels.Of(pairs.Direction);
        return pairs.Largest
            .Select(pair => new Sample(
                MetricCatalogue.TopBytes, [pairs.Nic, direction, pair.Source.ToString(), pair.Destination.ToString()], pair.Bytes))
            .Append(new(MetricCatalogue.TopBytes, [pairs.Nic, direction, Other, Other], pairs.OtherBytes));
    }
}
