namespace NetMonitor.Lab;

public sealed partial class Frame
{
    /// <param name="options">Bytes of options, all no-operation; a multiple of 4, up to 40.</param>
    /// <param name="headerWords">The header length that the header claims; by default the true one.</param>
    public Frame Tcp(
        TcpFlags flags = TcpFlags.Ack, ushort source = 40000, ushort destination = 80, int options = 0, byte? headerWords = null) =>
        Then("tcp", null, 6, tail =>
        {
            var words = headerWords ?? (byte)(5 + (options / 4));
            byte[] header =
            [
                .. Header.Of(
                    20, (0, source), (2, destination), (6, 1), (10, 1), (12, (words << 12) | (byte)flags), (14, 0xffff)),
                .. Enumerable.Repeat((byte)1, options),
            ];
            return WithChecksum(header, 16, 6, tail);
        });

    public Frame Udp(ushort source = 40000, ushort destination = 53) => Then("udp", null, 17, tail =>
        WithChecksum(Header.Of(8, (0, source), (2, destination), (4, 8 + tail.Bytes.Length)), 6, 17, tail));

    /// <summary>An echo request by default.</summary>
    public Frame Icmp(byte type = 8, byte code = 0) => Then("icmp", null, 1, tail =>
        WithChecksum(Header.Of(8, (0, (type << 8) | code), (4, 1), (6, 1)), 2, null, tail));

    /// <summary>An echo request by default.</summary>
    public Frame Icmpv6(byte type = 128, byte code = 0) => Then("icmpv6", null, 58, tail =>
        WithChecksum(Header.Of(8, (0, (type << 8) | code), (4, 1), (6, 1)), 2, 58, tail));

    /// <summary>A version 2 report for 224.0.0.251.</summary>
    public Frame Igmp() => Then("igmp", null, 2, tail =>
        WithChecksum(Header.Of(8, (0, 0x1600), (4, 0xe000), (6, 0x00fb)), 2, null, tail));

    /// <summary>The common header; the checksum is left zero.</summary>
    public Frame Sctp(ushort source = 40000, ushort destination = 2905) => Then("sctp", null, 132, _ =>
        Header.Of(12, (0, source), (2, destination), (6, 1)));

    /// <summary>The basic header of RFC 2784, without key or sequence number.</summary>
    public Frame Gre() => Then("gre", null, 47, tail => Header.Of(4, (2, tail.EtherType)));

    public Frame Esp() => Then("esp", null, 50, _ => Header.Of(8, (2, 1), (6, 1)));

    private static byte[] WithChecksum(byte[] header, int offset, byte? pseudoProtocol, FrameTail tail)
    {
        Header.Of(2, (0, tail.Checksum(header, pseudoProtocol))).CopyTo(header, offset);
        return header;
    }
}
