using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace NetMonitor.Core.Traffic;

/// <summary>Everything counted for one direction of one NIC. All figures are absolute: they only ever grow within one attachment.</summary>
/// <remarks>The total is counted on its own in the kernel, so that total = sum over classes is a check and not a definition.
/// Addition is element-wise, with <see cref="Zero"/> as its identity.</remarks>
public sealed record DirectionCounters
{
    /// <summary>Sizes are counted in steps of 64 bytes; the last bucket holds everything from 1,600 bytes on.</summary>
    public const int SizeBuckets = 26;

    public const int SizeBucketBytes = 64;

    /// <summary>One, two, three, four tags, more.</summary>
    public const int VlanDepths = 5;

    public const int TcpFlagSets = 64;

    private static readonly int MalformedLayers = Enum.GetValues<MalformedLayer>().Length;

    public static DirectionCounters Zero { get; } = new()
    {
        Total = default,
        Classes = Zeros<Count>(TrafficClass.All.Length),
        Coalesced = default,
        Estimated = 0,
        OutOfReach = 0,
        Malformed = Zeros<ulong>(MalformedLayers),
        Fragments = 0,
        Broadcast = 0,
        Multicast = 0,
        VlanTags = Zeros<ulong>(VlanDepths),
        TcpFlags = Zeros<ulong>(TcpFlagSets),
        Sizes = Zeros<ulong>(SizeBuckets),
    };

    /// <summary>Counters of which nothing is known but the total: all of it is in <see cref="TrafficClass.Unknown"/>.</summary>
    public static DirectionCounters Unsplit(Count total) => Zero with
    {
        Total = total,
        Classes = Zero.Classes.SetItem(TrafficClass.Unknown.Index, total),
    };

    public required Count Total { get; init; }

    /// <summary>One entry per <see cref="TrafficClass.All"/>.</summary>
    public required ImmutableArray<Count> Classes { get; init => field = OfLength(value, TrafficClass.All.Length); }

    /// <summary>What GRO and GSO folded away: packets and bytes on the wire that never were packets of their own in this kernel.</summary>
    public required Count Coalesced { get; init; }

    /// <summary>Packets whose bytes on the wire had to be estimated.</summary>
    public required ulong Estimated { get; init; }

    /// <summary>Packets whose headers could not be reached (no memory to make them linear, or in a later buffer of an XDP frame): classed by
    /// what was in reach.</summary>
    public required ulong OutOfReach { get; init; }

    /// <summary>One entry per <see cref="MalformedLayer"/>.</summary>
    public required ImmutableArray<ulong> Malformed { get; init => field = OfLength(value, MalformedLayers); }

    public required ulong Fragments { get; init; }

    public required ulong Broadcast { get; init; }

    public required ulong Multicast { get; init; }

    /// <summary>Packets by number of VLAN tags: one, two, three, four, more.</summary>
    public required ImmutableArray<ulong> VlanTags { get; init => field = OfLength(value, VlanDepths); }

    /// <summary>TCP packets by the low six flag bits (FIN 1, SYN 2, RST 4, PSH 8, ACK 16, URG 32).</summary>
    public required ImmutableArray<ulong> TcpFlags { get; init => field = OfLength(value, TcpFlagSets); }

    /// <summary>Packets by frame size, see <see cref="SizeBucketBytes"/>.</summary>
    public required ImmutableArray<ulong> Sizes { get; init => field = OfLength(value, SizeBuckets); }

    /// <summary>Equal to <see cref="Total"/> unless a packet was counted in one place only.</summary>
    public Count SumOverClasses
    {
        get
        {
            var sum = default(Count);
            foreach (var count in Classes)
            {
                sum += count;
            }

            return sum;
        }
    }

    public static DirectionCounters operator +(DirectionCounters a, DirectionCounters b) =>
        a.Zip(b, static (x, y) => x + y);

    /// <summary>No figure is lower than in <paramref name="previous"/>: the same counters, not reset in between.</summary>
    public bool Covers(DirectionCounters previous) => Every(previous, static (now, before) => now >= before);

    /// <summary>What was counted after <paramref name="previous"/>. Counters that are lower than before were reset, so all they show
    /// was counted since.</summary>
    public DirectionCounters Since(DirectionCounters previous) => Covers(previous) ? Minus(previous) : this;

    public bool Equals(DirectionCounters? other) =>
        ReferenceEquals(this, other) || (other is not null && Every(other, static (x, y) => x == y));

    public override int GetHashCode() => HashCode.Combine(Total, Coalesced, Estimated, Fragments, Broadcast, Multicast);

    internal DirectionCounters Minus(DirectionCounters previous) => Zip(previous, static (now, before) => now - before);

    private DirectionCounters Zip(DirectionCounters other, Func<ulong, ulong, ulong> cell) => new()
    {
        Total = Zip(Total, other.Total, cell),
        Classes = Zip(Classes, other.Classes, cell),
        Coalesced = Zip(Coalesced, other.Coalesced, cell),
        Estimated = cell(Estimated, other.Estimated),
        OutOfReach = cell(OutOfReach, other.OutOfReach),
        Malformed = Zip(Malformed, other.Malformed, cell),
        Fragments = cell(Fragments, other.Fragments),
        Broadcast = cell(Broadcast, other.Broadcast),
        Multicast = cell(Multicast, other.Multicast),
        VlanTags = Zip(VlanTags, other.VlanTags, cell),
        TcpFlags = Zip(TcpFlags, other.TcpFlags, cell),
        Sizes = Zip(Sizes, other.Sizes, cell),
    };

    private bool Every(DirectionCounters other, Func<ulong, ulong, bool> holds) =>
        Every(Total, other.Total, holds)
        && Every(Classes, other.Classes, holds)
        && Every(Coalesced, other.Coalesced, holds)
        && holds(Estimated, other.Estimated)
        && holds(OutOfReach, other.OutOfReach)
        && Every(Malformed, other.Malformed, holds)
        && holds(Fragments, other.Fragments)
        && holds(Broadcast, other.Broadcast)
        && holds(Multicast, other.Multicast)
        && Every(VlanTags, other.VlanTags, holds)
        && Every(TcpFlags, other.TcpFlags, holds)
        && Every(Sizes, other.Sizes, holds);

    private static Count Zip(Count a, Count b, Func<ulong, ulong, ulong> cell) =>
        new(cell(a.Packets, b.Packets), cell(a.Bytes, b.Bytes));

    private static ImmutableArray<Count> Zip(ImmutableArray<Count> a, ImmutableArray<Count> b, Func<ulong, ulong, ulong> cell)
    {
        var result = ImmutableArray.CreateBuilder<Count>(a.Length);
        for (var i = 0; i < a.Length; i++)
        {
            result.Add(Zip(a[i], b[i], cell));
        }

        return result.MoveToImmutable();
    }

    private static ImmutableArray<ulong> Zip(ImmutableArray<ulong> a, ImmutableArray<ulong> b, Func<ulong, ulong, ulong> cell)
    {
        var result = ImmutableArray.CreateBuilder<ulong>(a.Length);
        for (var i = 0; i < a.Length; i++)
        {
            result.Add(cell(a[i], b[i]));
        }

        return result.MoveToImmutable();
    }

    private static bool Every(Count a, Count b, Func<ulong, ulong, bool> holds) =>
        holds(a.Packets, b.Packets) && holds(a.Bytes, b.Bytes);

    private static bool Every(ImmutableArray<Count> a, ImmutableArray<Count> b, Func<ulong, ulong, bool> holds)
    {
        for (var i = 0; i < a.Length; i++)
        {
            if (!Every(a[i], b[i], holds))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Every(ImmutableArray<ulong> a, ImmutableArray<ulong> b, Func<ulong, ulong, bool> holds)
    {
        for (var i = 0; i < a.Length; i++)
        {
            if (!holds(a[i], b[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static ImmutableArray<T> Zeros<T>(int length) => ImmutableArray.Create(new T[length]);

    private static ImmutableArray<T> OfLength<T>(ImmutableArray<T> value, int length, [CallerMemberName] string member = "") =>
        !value.IsDefault && value.Length == length
            ? value
            : throw new ArgumentException($"{member} takes {length} entries.", member);
}
