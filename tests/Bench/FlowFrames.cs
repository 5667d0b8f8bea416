using System.Buffers.Binary;
using NetMonitor.Lab;

namespace NetMonitor.Bench;

/// <summary>Small frames of so many flows, one each: UDP over IPv4, told apart by source address and port.</summary>
internal static class FlowFrames
{
    private const int PortsPerAddress = 50;
    private const int FirstPort = 1024;

    public static IReadOnlyList<byte[]> Of(int flows)
    {
        // Not through Frame for each of them: a hundred thousand take seconds.
        var frame = Frame.Ethernet().IPv4().Udp().PadTo(60);
        var (header, ports) = (frame.Part("ipv4").Offset, frame.Part("udp").Offset);
        var template = frame.Bytes;
        return [.. Enumerable.Range(0, flows).Select(flow => Make(template, header, ports, flow))];
    }

    private static byte[] Make(byte[] template, int header, int ports, int flow)
    {
        var bytes = template.ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(header + 12), (10u << 24) + (uint)(flow / PortsPerAddress) + 256);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(ports), (ushort)(FirstPort + (flow % PortsPerAddress)));
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(header + 10), 0);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(header + 10), Checksum(bytes.AsSpan(header, 20)));
        // Zero: the sender made none (RFC 768).
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(ports + 6), 0);
        return bytes;
    }

    /// <summary>RFC 1071.</summary>
    private static ushort Checksum(ReadOnlySpan<byte> header)
    {
        var sum = 0;
        for (var at = 0; at < header.Length; at += 2)
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(header[at..]);
        }

        sum = (sum & 0xffff) + (sum >> 16);
        return (ushort)~(sum + (sum >> 16));
    }
}
