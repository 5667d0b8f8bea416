using System.Collections.Immutable;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Engine.Metrics;

/// <summary>The words for what is counted: the labels of the metrics, which every other face uses too.</summary>
public static class TrafficLabels
{
    /// <summary>The first size bucket (of <see cref="DirectionCounters.SizeBucketBytes"/>) of each published range: twenty-six
    /// series per NIC and direction would be too many for what they say.</summary>
    private static readonly ImmutableArray<int> FirstBuckets = [0, 1, 2, 4, 8, 16, 24];

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

    /// <summary>By bit, from the lowest.</summary>
    public static ImmutableArray<string> TcpFlags { get; } = ["fin", "syn", "rst", "psh", "ack", "urg"];

    /// <summary>By position in <see cref="DirectionCounters.VlanTags"/>.</summary>
    public static ImmutableArray<string> VlanDepths { get; } = ["1", "2", "3", "4", "more"];

    /// <summary>Both ends included.</summary>
    public static ImmutableArray<string> SizeRanges { get; } = [.. Enumerable.Range(0, FirstBuckets.Length).Select(SizeRange)];

    public static string Of(IpVersion version) => version switch
    {
        IpVersion.V4 => "4",
        IpVersion.V6 => "6",
        IpVersion.Unknown => "unknown",
        _ => "none",
    };

    public static string Of(MalformedLayer layer) => Lower(layer);

    public static string Of(Direction direction) => Lower(direction);

    /// <summary>As <c>ring_full</c>.</summary>
    public static string Of(OverflowReason reason) => string.Concat(
        reason.ToString().Select(static (letter, at) => char.IsAsciiLetterUpper(letter) && at > 0 ? $"_{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));

    public static string Of(InterfaceCondition condition) => Lower(condition);

    /// <param name="mode">Null while nothing is attached.</param>
    public static string Of(AttachMode? mode) => mode is { } attached ? Lower(attached) : "none";

    /// <param name="endurance">Null while nothing is attached.</param>
    public static string Of(Endurance? endurance) => endurance switch
    {
        null => "none",
        { Pinned: false } => "process",
        { Adopted: true } => "adopted",
        _ => "pinned",
    };

    /// <param name="source">Null before the first reading.</param>
    public static string Of(CountSource? source) => source is { } known ? Lower(known) : "none";

    /// <summary>Whether the source looks into packets, and can tell more than how many there were.</summary>
    public static bool HasDetails(CountSource source) => source != CountSource.Kernel;

    /// <summary>The classes that are shown, in the order of <see cref="TrafficClass.All"/>.</summary>
    public static IEnumerable<(TrafficClass Class, Count Count)> Shown(DirectionCounters counters, CountSource source)
    {
        var expected = HasDetails(source) ? Expected : ExpectedOfKernel;
        return TrafficClass.All
            .Select(traffic => (traffic, counters.Classes[traffic.Index]))
            .Where(one => one.Item2 != default || expected.Contains(one.traffic));
    }

    /// <summary>Packets of one of <see cref="SizeRanges"/>.</summary>
    public static ulong OfSize(DirectionCounters counters, int range) => Sum(counters.Sizes.AsSpan()[FirstBuckets[range]..EndBucket(range)]);

    /// <summary>Packets with one of <see cref="TcpFlags"/>.</summary>
    public static ulong WithFlag(DirectionCounters counters, int bit)
    {
        ulong packets = 0;
        for (var flags = 0; flags < counters.TcpFlags.Length; flags++)
        {
            packets += (flags >> bit & 1) == 1 ? counters.TcpFlags[flags] : 0;
        }

        return packets;
    }

    private static string SizeRange(int range)
    {
        var from = FirstBuckets[range] * DirectionCounters.SizeBucketBytes;
        return range == FirstBuckets.Length - 1 ? $"{from}+" : $"{from}-{(EndBucket(range) * DirectionCounters.SizeBucketBytes) - 1}";
    }

    private static int EndBucket(int range) => range == FirstBuckets.Length - 1 ? DirectionCounters.SizeBuckets : FirstBuckets[range + 1];

    private static ulong Sum(ReadOnlySpan<ulong> values)
    {
        ulong sum = 0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum;
    }

    private static string Lower<TEnum>(TEnum value)
        where TEnum : struct, Enum => value.ToString().ToLowerInvariant();
}
