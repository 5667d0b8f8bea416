using System.Collections;
using System.Collections.Immutable;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Tests;

/// <summary>Counters as one flat row of figures, and back.</summary>
internal static class Cells
{
    private static readonly int[] Widths =
    [
        2,
        TrafficClass.All.Length * 2,
        2,
        1,
        1,
        Enum.GetValues<MalformedLayer>().Length,
        1,
        1,
        1,
        DirectionCounters.VlanDepths,
        DirectionCounters.TcpFlagSets,
        DirectionCounters.SizeBuckets,
    ];

    public static int PerDirection { get; } = Widths.Sum();

    public static DirectionCounters Counters(IReadOnlyList<ulong> cells)
    {
        var next = 0;
        ulong One() => cells[next++];
        Count Pair() => new(One(), One());
        ImmutableArray<ulong> Row(int length) => [.. Enumerable.Range(0, length).Select(_ => One())];

        return new DirectionCounters
        {
            Total = Pair(),
            Classes = [.. Enumerable.Range(0, TrafficClass.All.Length).Select(_ => Pair())],
            Coalesced = Pair(),
            Estimated = One(),
            OutOfReach = One(),
            Malformed = Row(Enum.GetValues<MalformedLayer>().Length),
            Fragments = One(),
            Broadcast = One(),
            Multicast = One(),
            VlanTags = Row(DirectionCounters.VlanDepths),
            TcpFlags = Row(DirectionCounters.TcpFlagSets),
            Sizes = Row(DirectionCounters.SizeBuckets),
        };
    }

    public static DirectionCounters Single(int cell) =>
        Counters([.. Enumerable.Range(0, PerDirection).Select(i => i == cell ? 1UL : 0)]);

    /// <summary>By reflection, so that a member that joins the record is found here whether or not anyone thought of it.</summary>
    public static ImmutableArray<ulong> Of(DirectionCounters counters) =>
    [
        .. typeof(DirectionCounters).GetProperties()
            .Where(property => property.CanWrite && !property.GetMethod!.IsStatic)
            .SelectMany(property => Flatten(property.GetValue(counters)!)),
    ];

    private static IEnumerable<ulong> Flatten(object value) => value switch
    {
        ulong figure => [figure],
        Count count => [count.Packets, count.Bytes],
        IEnumerable row => row.Cast<object>().SelectMany(Flatten),
        _ => throw new NotSupportedException($"No law covers a member of type {value.GetType()}."),
    };
}
