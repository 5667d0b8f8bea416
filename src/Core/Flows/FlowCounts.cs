using System.Runtime.CompilerServices;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Summaries;

namespace NetMonitor.Core.Flows;

/// <summary>What was counted of one flow, by any number of CPUs, in any number of windows. Without packets it is nothing, which is
/// <see langword="default"/>.</summary>
/// <remarks>Merges exactly. 48 bytes.</remarks>
public record struct FlowCounts : IMergeable<FlowCounts>
{
    private const byte FlagBits = 0x3f;
    private const byte Syn = 0x02;
    private const byte Ack = 0x10;
    private const byte BareSyn = 0x40;

    /// <param name="packets">At least one.</param>
    /// <param name="tcpFlags">Seen in any of these packets; the low six bits count (FIN 1, SYN 2, RST 4, PSH 8, ACK 16, URG 32).</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public FlowCounts(
        ulong packets,
        ulong bytes,
        ulong ipBytes,
        MonotonicTime first,
        MonotonicTime last,
        ushort smallest = 0,
        ushort largest = 0,
        ushort vlan = 0,
        byte dscp = 0,
        byte tcpFlags = 0)
    {
        (Packets, Bytes, IpBytes, First, Last) = (packets, bytes, ipBytes, first, last);
        (Smallest, Largest, Vlan, Dscp) = (smallest, largest, vlan, dscp);
        // Once merged with other packets, an ACK would hide that these had none.
        _flags = (byte)((tcpFlags & FlagBits) | ((tcpFlags & (Syn | Ack)) == Syn ? BareSyn : 0));
    }

    public static FlowCounts Empty => default;

    /// <summary>On the wire.</summary>
    public ulong Packets { get; private set; }

    /// <summary>Of the frames, from the Ethernet header, without FCS.</summary>
    public ulong Bytes { get; private set; }

    /// <summary>From the IP header on, without padding.</summary>
    public ulong IpBytes { get; private set; }

    public MonotonicTime First { get; private set; }

    public MonotonicTime Last { get; private set; }

    /// <summary>Frame; 65,535 stands for more.</summary>
    public ushort Smallest { get; private set; }

    /// <summary>As <see cref="Smallest"/>.</summary>
    public ushort Largest { get; private set; }

    /// <summary>The id of the outermost tag of the first packet, 0 for none. Of several first ones (clocks tick in milliseconds) the smallest.</summary>
    public ushort Vlan { get; private set; }

    /// <summary>Of the first packet, as <see cref="Vlan"/>.</summary>
    public byte Dscp { get; private set; }

    // Last, where it pads nothing.
    private byte _flags;

    /// <summary>Seen in any packet: the low six bits.</summary>
    public readonly byte TcpFlags => (byte)(_flags & FlagBits);

    public readonly bool HasSyn => (_flags & Syn) != 0;

    /// <summary>In some part there was SYN and in no packet of that part ACK: its sender opened a connection.</summary>
    public readonly bool HasBareSyn => (_flags & BareSyn) != 0;

    public readonly bool IsEmpty => Packets == 0;

    public readonly FlowCounts Merge(FlowCounts other) => Sum(this, other);

    internal static FlowCounts Sum(in FlowCounts a, in FlowCounts b)
    {
        var sum = a;
        sum.Add(b);
        return sum;
    }

    /// <summary>Merges in place, for who holds the only copy: to make a new value and to copy it takes twice as long.</summary>
    internal void Add(in FlowCounts other)
    {
        if (Packets == 0)
        {
            this = other;
            return;
        }

        if (other.Packets == 0)
        {
            return;
        }

        if (!BearsFirst(this, other))
        {
            Vlan = other.Vlan;
            Dscp = other.Dscp;
        }

        Packets += other.Packets;
        Bytes += other.Bytes;
        IpBytes += other.IpBytes;
        First = First.Nanoseconds <= other.First.Nanoseconds ? First : other.First;
        Last = Last.Nanoseconds >= other.Last.Nanoseconds ? Last : other.Last;
        Smallest = Math.Min(Smallest, other.Smallest);
        Largest = Math.Max(Largest, other.Largest);
        _flags |= other._flags;
    }

    private static bool BearsFirst(in FlowCounts a, in FlowCounts b) =>
        a.First != b.First ? a.First.Nanoseconds < b.First.Nanoseconds
        : a.Vlan != b.Vlan ? a.Vlan < b.Vlan
        : a.Dscp <= b.Dscp;
}
