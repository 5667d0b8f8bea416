using System.Buffers.Binary;

namespace NetMonitor.Bench.OldVsNew;

/// <summary>Packets and bytes by protocol and direction, decoded in user space: Ethernet, VLAN tags, IPv4 or IPv6, TCP or UDP. Allocates nothing
/// and follows no extension headers: the ancestor's library did far more for each packet, so that it is not made slower than it need be.</summary>
/// <param name="mac">The NIC's own: what comes from it is sent, all else received.</param>
internal sealed class CaptureCounts(byte[] mac)
{
    private const int EthernetLength = 14;
    private const int TagLength = 4;
    private const int Tcp = 6;
    private const int Udp = 17;
    private const int Icmp = 1;
    private const int Icmp6 = 58;

    private static readonly int Protocols = Enum.GetValues<CapturedProtocol>().Length;

    private readonly long[] _packets = new long[2 * Protocols];
    private readonly long[] _bytes = new long[2 * Protocols];

    public long TotalPackets => _packets.Sum();

    public long Packets(CapturedProtocol protocol, bool isSent) => _packets[Slot(protocol, isSent)];

    public long Bytes(CapturedProtocol protocol, bool isSent) => _bytes[Slot(protocol, isSent)];

    /// <param name="captured">From the Ethernet header on, perhaps cut short.</param>
    /// <param name="wireLength">Of the whole frame.</param>
    public void Add(ReadOnlySpan<byte> captured, int wireLength)
    {
        var isSent = captured.Length >= EthernetLength && captured[6..12].SequenceEqual(mac);
        var slot = Slot(Protocol(captured), isSent);
        _packets[slot]++;
        _bytes[slot] += wireLength;
    }

    private static int Slot(CapturedProtocol protocol, bool isSent) => (isSent ? Protocols : 0) + (int)protocol;

    private static CapturedProtocol Protocol(ReadOnlySpan<byte> frame)
    {
        var at = EthernetLength;
        while (frame.Length >= at && Type(frame, at) is 0x8100 or 0x88a8)
        {
            at += TagLength;
        }

        return frame.Length < at ? CapturedProtocol.Other : Type(frame, at) switch
        {
            0x0800 => OfIPv4(frame[at..]),
            0x86dd => OfIPv6(frame[at..]),
            _ => CapturedProtocol.Other,
        };
    }

    /// <summary>The type stands before what it announces.</summary>
    private static ushort Type(ReadOnlySpan<byte> frame, int at) => BinaryPrimitives.ReadUInt16BigEndian(frame[(at - 2)..]);

    private static CapturedProtocol OfIPv4(ReadOnlySpan<byte> packet) =>
        packet.Length >= 20 && (packet[0] & 0xf) * 4 is >= 20 and var header && packet.Length >= header
            ? Transport(packet[9], packet[header..])
            : CapturedProtocol.Other;

    private static CapturedProtocol OfIPv6(ReadOnlySpan<byte> packet) => packet.Length >= 40 ? Transport(packet[6], packet[40..]) : CapturedProtocol.Other;

    /// <summary>TCP and UDP only with their whole header.</summary>
    private static CapturedProtocol Transport(byte protocol, ReadOnlySpan<byte> segment) => protocol switch
    {
        Tcp when segment.Length >= 20 => CapturedProtocol.Tcp,
        Udp when segment.Length >= 8 => CapturedProtocol.Udp,
        Icmp or Icmp6 => CapturedProtocol.Icmp,
        _ => CapturedProtocol.OtherIp,
    };
}
