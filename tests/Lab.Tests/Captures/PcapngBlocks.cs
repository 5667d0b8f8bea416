using System.Buffers.Binary;
using System.Collections.Immutable;

namespace NetMonitor.Lab.Tests.Captures;

/// <summary>pcapng (draft-ietf-opsawg-pcapng): blocks of type, length, body and the length again. Read are sections, interfaces and enhanced packets;
/// other blocks are passed over, but for the older kinds of packets, without which frames would be missing.</summary>
internal static class PcapngBlocks
{
    private const uint Section = 0x0a0d0d0a;
    private const uint Interface = 1;
    private const uint ObsoletePacket = 2;
    private const uint SimplePacket = 3;
    private const uint EnhancedPacket = 6;
    private const uint ByteOrder = 0x1a2b3c4d;
    private const int Envelope = 12;

    /// <summary>A section's type reads the same in both byte orders.</summary>
    public static bool Starts(ReadOnlySpan<byte> bytes) => bytes.Length >= 4 && BinaryPrimitives.ReadUInt32LittleEndian(bytes) == Section;

    public static ImmutableArray<byte[]> Frames(ReadOnlySpan<byte> bytes)
    {
        var frames = ImmutableArray.CreateBuilder<byte[]>();
        var isBigEndian = false;
        for (long at = 0; at < bytes.Length;)
        {
            var start = CaptureFile.Take(bytes, at, Envelope);
            if (Starts(start))
            {
                isBigEndian = IsBigEndian(start[8..]);
            }

            var length = Number(start[4..], isBigEndian);
            var body = CaptureFile.Take(bytes, at + 8, (long)length - Envelope);
            switch (Number(start, isBigEndian))
            {
                case Interface:
                    RequireEthernet(CaptureFile.Take(body, 0, 4), isBigEndian);
                    break;
                case EnhancedPacket:
                    frames.Add(Frame(body, isBigEndian));
                    break;
                case SimplePacket or ObsoletePacket:
                    throw new InvalidDataException("a packet block of a kind that is not read");
            }

            at += length;
        }

        return frames.ToImmutable();
    }

    private static byte[] Frame(ReadOnlySpan<byte> body, bool isBigEndian)
    {
        var header = CaptureFile.Take(body, 0, 20);
        return CaptureFile.Whole(CaptureFile.Take(body, 20, Number(header[12..], isBigEndian)), Number(header[16..], isBigEndian));
    }

    private static void RequireEthernet(ReadOnlySpan<byte> body, bool isBigEndian)
    {
        var link = isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(body) : BinaryPrimitives.ReadUInt16LittleEndian(body);
        if (link != CaptureFile.Ethernet)
        {
            throw new InvalidDataException($"link type {link}, not Ethernet");
        }
    }

    private static bool IsBigEndian(ReadOnlySpan<byte> magic) =>
        BinaryPrimitives.ReadUInt32LittleEndian(magic) == ByteOrder ? false
        : BinaryPrimitives.ReadUInt32BigEndian(magic) == ByteOrder ? true
        : throw new InvalidDataException("a pcapng section without its byte-order magic");

    private static uint Number(ReadOnlySpan<byte> bytes, bool isBigEndian) =>
        isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
