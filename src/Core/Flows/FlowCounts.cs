using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Summaries;

namespace NetMonitor.Core.Flows;

/// <summary>What was counted of one flow, by any number of CPUs, in any number of windows. Without packets it is nothing, which is
/// <see langword="default"/>.</summary>
/// <remarks>Merges exactly. 48 bytes.</remarks>
public readonly record struct FlowCounts : IMergeable<FlowCounts>
{
    private const byte FlagBits = 0x3f;
    private const byte Syn = 0x02;
    private const byte Ack = 0x10;
    private const byte BareSyn = 0x40;

    /// <param name="packets">At least one.</param>
    /// <param name="tcpFlags">Seen in any of these packets; the low six bits count (FIN 1, SYN 2, RST 4, PSH 8, ACK 16, URG 32).</param>
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

    private FlowCounts(in FlowCounts a, in FlowCounts b)
    {
        Packets = a.Packets + b.Packets;
        Bytes = a.Bytes + b.Bytes;
        IpBytes = a.IpBytes + b.IpBytes;
        First = a.First.Nanoseconds <= b.First.Nanoseconds ? a.First : b.First;
        Last = a.Last.Nanoseconds >= b.Last.Nanoseconds ? a.Last : b.Last;
        Smallest = Math.Min(a.Smallest, b.Smallest);
        Largest = Math.Max(a.Largest, b.Largest);
        (Vlan, Dscp) = BearsFirst(a, b) ? (a.Vlan, a.Dscp) : (b.Vlan, b.Dscp);
        _flags = (byte)(a._flags | b._flags);
    }

    public static FlowCounts Empty => default;

    /// <summary>On the wire.</summary>
    public ulong Packets { get; }

    /// <summary>Of the frames, from the Ethernet header, without FCS.</summary>
    public ulong Bytes { get; }

    /// <summary>From the IP header on, without padding.</summary>
    public ulong IpBytes { get; }

    public MonotonicTime First { get; }

    public MonotonicTime Last { get; }

    /// <summary>Frame; 65,535 stands for more.</summary>
    public ushort Smallest { get; }

    /// <summary>As <see cref="Smallest"/>.</summary>
    public ushort Largest { get; }

    /// <summary>The id of the outermost tag of the first packet, 0 for none. Of several first ones (clocks tick in milliseconds) the smallest.</summary>
    public ushort Vlan { get; }

    /// <summary>Of the first packet, as <see cref="Vlan"/>.</summary>
    public byte Dscp { get; }

    // Last, where it pads nothing.
    private readonly byte _flags;

    /// <summary>Seen in any packet: the low six bits.</summary>
    public byte TcpFlags => (byte)(_flags & FlagBits);

    public bool HasSyn => (_flags & Syn) != 0;

    /// <summary>In some part there was SYN and in no packet of that part ACK: its sender opened a connection.</summary>
    public bool HasBareSyn => (_flags & BareSyn) != 0;

    public bool IsEmpty => Packets == 0;

    public FlowCounts Merge(FlowCounts other) => Sum(this, other);

    internal static FlowCounts Sum(in FlowCounts a, in FlowCounts b) => a.Packets == 0 ? b : b.Packets == 0 ? a : new(a, b);

    private static bool BearsFirst(in FlowCounts a, in FlowCounts b) =>
        a.First != b.First ? a.First.Nanoseconds < b.First.Nanoseconds
        : a.Vlan != b.Vlan ? a.Vlan < b.Vlan
        : a.Dscp <= b.Dscp;
}
