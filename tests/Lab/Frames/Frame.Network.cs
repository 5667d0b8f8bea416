using System.Net;

namespace NetMonitor.Lab;

public sealed partial class Frame
{
    /// <summary>RFC 3692: for experiments and testing.</summary>
    private const byte Experiment = 253;

    private const byte NoNextHeader = 59;

    /// <param name="protocol">By default what follows decides, and without anything 253.</param>
    /// <param name="options">Bytes of options, all no-operation; a multiple of 4, up to 40.</param>
    /// <param name="fragmentOffset">In units of 8 bytes.</param>
    /// <param name="headerWords">The header length that the header claims; by default the true one.</param>
    /// <param name="totalLength">The total length that the header claims; by default the true one.</param>
    public Frame IPv4(
        byte? protocol = null, string source = "10.0.0.1", string destination = "10.0.0.2", int options = 0,
        ushort fragmentOffset = 0, bool moreFragments = false, bool dontFragment = false, ushort identification = 1, byte ttl = 64,
        byte version = 4, byte? headerWords = null, ushort? totalLength = null)
    {
        byte[] addresses = [.. IPAddress.Parse(source).GetAddressBytes(), .. IPAddress.Parse(destination).GetAddressBytes()];
        return Then("ipv4", 0x0800, 4, tail =>
        {
            var words = headerWords ?? (byte)(5 + (options / 4));
            var flags = (moreFragments ? 0x2000 : 0) | (dontFragment ? 0x4000 : 0);
            byte[] header =
            [
                .. Header.Of(
                    12, (0, (version << 12) | (words << 8)), (2, totalLength ?? (20 + options + tail.Bytes.Length)),
                    (4, identification), (6, flags | fragmentOffset),
                    (8, (ttl << 8) | (protocol ?? tail.Next?.Protocol ?? Experiment))),
                .. addresses, .. Enumerable.Repeat((byte)1, options),
            ];
            Header.Of(2, (0, FrameTail.Checksum(header))).CopyTo(header, 10);
            return header;
        }, addresses);
    }

    /// <param name="next">By default what follows decides, and without anything 59, no next header.</param>
    /// <param name="payloadLength">The payload length that the header claims; by default the true one.</param>
    public Frame IPv6(
        byte? next = null, string source = "fd00::1", string destination = "fd00::2", byte hopLimit = 64, byte version = 6, ushort? payloadLength = null)
    {
        byte[] addresses = [.. IPAddress.Parse(source).GetAddressBytes(), .. IPAddress.Parse(destination).GetAddressBytes()];
        return Then("ipv6", 0x86dd, 41, tail =>
        [
            .. Header.Of(
                8, (0, version << 12), (4, payloadLength ?? tail.Bytes.Length),
                (6, (NextHeader(next, tail) << 8) | hopLimit)),
            .. addresses,
        ], addresses);
    }

    /// <param name="length">In bytes, a multiple of 8.</param>
    public Frame HopByHop(int length = 8, byte? next = null) => Extension("hopbyhop", 0, length, next);

    /// <inheritdoc cref="HopByHop"/>
    public Frame Routing(int length = 8, byte? next = null) => Extension("routing", 43, length, next);

    /// <inheritdoc cref="HopByHop"/>
    public Frame DestinationOptions(int length = 8, byte? next = null) => Extension("destinationoptions", 60, length, next);

    /// <inheritdoc cref="HopByHop"/>
    public Frame Mobility(int length = 8, byte? next = null) => Extension("mobility", 135, length, next);

    /// <summary>IPv6's fragment header. A later fragment has no transport header: give <paramref name="next"/> and a payload.</summary>
    /// <param name="offset">In units of 8 bytes.</param>
    public Frame Fragment(ushort offset = 0, bool more = false, byte? next = null, ushort identification = 1) =>
        Then("fragment", null, 44, tail => Header.Of(
            8, (0, NextHeader(next, tail) << 8), (2, (offset << 3) | (more ? 1 : 0)), (6, identification)));

    /// <summary>An authentication header (RFC 4302) of 24 bytes, in IPv4 and in IPv6.</summary>
    public Frame Ah(byte? next = null) => Then("ah", null, 51, tail =>
        Header.Of(24, (0, (NextHeader(next, tail) << 8) | 4), (6, 1), (10, 1)));

    private static byte NextHeader(byte? given, FrameTail tail) => given ?? tail.Next?.Protocol ?? NoNextHeader;

    private Frame Extension(string name, byte type, int length, byte? next) => Then(name, null, type, tail =>
    {
        var header = Header.Of(length, (0, (NextHeader(next, tail) << 8) | ((length / 8) - 1)));
        if (type is 0 or 60)
        {
            // PadN over the rest (RFC 8200 4.2).
            header[2] = 1;
            header[3] = (byte)(length - 4);
        }

        return header;
    });
}
