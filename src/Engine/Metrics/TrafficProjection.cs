using System.Collections.Immutable;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Engine.Metrics;

/// <summary>The series of what was counted on one NIC: those that its source can know. A NIC that was never read has none, for a zero
/// would say that nothing passed.</summary>
public static class TrafficProjection
{
    private static readonly ImmutableArray<string> Flags = ["fin", "syn", "rst", "psh", "ack", "urg"];

    private static readonly ImmutableArray<string> VlanDepths = ["1", "2", "3", "4", "more"];

    /// <summary>The first size bucket (of <see cref="DirectionCounters.SizeBucketBytes"/>) of each published range: twenty-six
    /// series per NIC and direction would be too many for what they say.</summary>
    private static readonly ImmutableArray<int> SizeRanges = [0, 1, 2, 4, 8, 16, 24];

    /// <summary>Published from the start, so that a rate over them has a zero to begin with; the others come with their first packet.
    /// </summary>
    private static readonly ImmutableHashSet<TrafficClass> Expected =
    [
        .. from protocol in new[] { "tcp", "udp", "other" }
           from version in new[] { IpVersion.V4, IpVersion.V6 }
           select TrafficClass.Of(protocol, version),
        TrafficClass.Of("icmp", IpVersion.V4),
        TrafficClass.Of("icmpv6", IpVersion.V6),
        TrafficClass.Of("arp", IpVersion.None),
        TrafficClass.Of("other-l2", IpVersion.None),
    ];

    private static readonly ImmutableHashSet<TrafficClass> ExpectedOfKernel = [TrafficClass.Unknown];

    public static IEnumerable<Sample> Of(string name, InterfaceState state) => state.Source is { } source
        ? OfDirection(name, "rx", source, state.Totals.Rx, state.UncountedRx)
            .Concat(OfDirection(name, "tx", source, state.Totals.Tx, state.UncountedTx))
        : [];

    private static IEnumerable<Sample> OfDirection(
        string name, string direction, CountSource source, DirectionCounters counters, ulong uncounted)
    {
        var expected = source == CountSource.Kernel ? ExpectedOfKernel : Expected;
        return OfClasses(name, direction, counters, expected)
            .Append(new Sample(MetricCatalogue.InterfacePackets, [name, direction], counters.Total.Packets))
            .Append(new Sample(MetricCatalogue.InterfaceBytes, [name, direction], counters.Total.Bytes))
            .Append(new Sample(MetricCatalogue.UncountedPackets, [name, direction], uncounted))
            .Concat(source == CountSource.Kernel ? [] : OfDetails(name, direction, counters));
    }

    /// <summary>What only who looks into the packets can tell.</summary>
    private static IEnumerable<Sample> OfDetails(string name, string direction, DirectionCounters counters)
    {
        Sample Plain(MetricDefinition metric, ulong value) => new(metric, [name, direction], value);

        return new[]
            {
                Plain(MetricCatalogue.CoalescedPackets, counters.Coalesced.Packets),
                Plain(MetricCatalogue.CoalescedBytes, counters.Coalesced.Bytes),
                Plain(MetricCatalogue.EstimatedPackets, counters.Estimated),
                Plain(MetricCatalogue.OutOfReachPackets, counters.OutOfReach),
                Plain(MetricCatalogue.Fragments, counters.Fragments),
                Plain(MetricCatalogue.BroadcastPackets, counters.Broadcast),
                Plain(MetricCatalogue.MulticastPackets, counters.Multicast),
            }
            .Concat(Enum.GetValues<MalformedLayer>().Select(layer => new Sample(
                MetricCatalogue.Malformed, [name, direction, layer.ToString().ToLowerInvariant()], counters.Malformed[(int)layer])))
            .Concat(VlanDepths.Select((tags, depth) => new Sample(
                MetricCatalogue.VlanPackets, [name, direction, tags], counters.VlanTags[depth])))
            .Concat(Flags.Select((flag, bit) => new Sample(
                MetricCatalogue.TcpFlags, [name, direction, flag], WithFlag(counters.TcpFlags, bit))))
            .Concat(Enumerable.Range(0, SizeRanges.Length).Select(range => OfSize(name, direction, counters.Sizes, range)));
    }

    private static IEnumerable<Sample> OfClasses(
        string name, string direction, DirectionCounters counters, ImmutableHashSet<TrafficClass> expected)
    {
        foreach (var traffic in TrafficClass.All)
        {
            var count = counters.Classes[traffic.Index];
            if (count == default && !expected.Contains(traffic))
            {
                continue;
            }

            ImmutableArray<string> labels = [name, direction, traffic.Protocol, Label(traffic.Version)];
            yield return new Sample(MetricCatalogue.Packets, labels, count.Packets);
            yield return new Sample(MetricCatalogue.Bytes, labels, count.Bytes);
        }
    }

    private static Sample OfSize(string name, string direction, ImmutableArray<ulong> sizes, int range)
    {
        var first = SizeRanges[range];
        var isLast = range == SizeRanges.Length - 1;
        var end = isLast ? sizes.Length : SizeRanges[range + 1];
        var from = first * DirectionCounters.SizeBucketBytes;
        var label = isLast ? $"{from}+" : $"{from}-{(end * DirectionCounters.SizeBucketBytes) - 1}";
        return new Sample(MetricCatalogue.PacketsBySize, [name, direction, label], Sum(sizes.AsSpan()[first..end]));
    }

    private static double WithFlag(ImmutableArray<ulong> table, int bit)
    {
        ulong packets = 0;
        for (var flags = 0; flags < table.Length; flags++)
        {
            packets += (flags >> bit & 1) == 1 ? table[flags] : 0;
        }

        return packets;
    }

    private static double Sum(ReadOnlySpan<ulong> values)
    {
        ulong sum = 0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum;
    }

    private static string Label(IpVersion version) => version switch
    {
        IpVersion.V4 => "4",
        IpVersion.V6 => "6",
        IpVersion.Unknown => "unknown",
        _ => "none",
    };
}
