using System.Collections.Immutable;

namespace NetMonitor.Core.Traffic;

/// <summary>Everything counted for one direction of one NIC. All figures are absolute: they only ever grow within one attachment.</summary>
/// <remarks>The total is counted on its own in the kernel, so that total = sum over classes is a check and not a definition.</remarks>
public sealed record DirectionCounters
{
    /// <summary>Sizes are counted in steps of 64 bytes; the last bucket holds everything from 1,600 bytes on.</summary>
    public const int SizeBuckets = 26;

    public const int SizeBucketBytes = 64;

    public required Count Total { get; init; }

    /// <summary>One entry per <see cref="TrafficClass.All"/>.</summary>
    public required ImmutableArray<Count> Classes { get; init; }

    /// <summary>What GRO and GSO folded away: packets and bytes on the wire that never were packets of their own in this kernel.</summary>
    public required Count Coalesced { get; init; }

    /// <summary>Packets whose bytes on the wire had to be estimated.</summary>
    public required ulong Estimated { get; init; }

    /// <summary>One entry per <see cref="MalformedLayer"/>.</summary>
    public required ImmutableArray<ulong> Malformed { get; init; }

    public required ulong Fragments { get; init; }

    public required ulong Broadcast { get; init; }

    public required ulong Multicast { get; init; }

    /// <summary>Packets by number of VLAN tags: one, two, three, four, more.</summary>
    public required ImmutableArray<ulong> VlanTags { get; init; }

    /// <summary>TCP packets by the low six flag bits (FIN 1, SYN 2, RST 4, PSH 8, ACK 16, URG 32).</summary>
    public required ImmutableArray<ulong> TcpFlags { get; init; }

    /// <summary>Packets by frame size, see <see cref="SizeBucketBytes"/>.</summary>
    public required ImmutableArray<ulong> Sizes { get; init; }
}
