using System.Buffers.Binary;
using System.Collections.Immutable;

namespace NetMonitor.Lab.Tests.Captures;

/// <summary>libpcap's format (draft-ietf-opsawg-pcap): a header of 24 bytes, then for each frame 16 bytes and what was captured of it.
/// All numbers are in the byte order of the machine that captured, which the magic number tells.</summary>
internal static class PcapRecords
{
    private const uint Microseconds = 0xa1b2c3d4;
    private const uint Nanoseconds = 0xa1b23c4d;
    private const int HeaderLength = 24;
    private const int RecordLength = 16;

    public static ImmutableArray<byte[]> Frames(ReadOnlySpan<byte> bytes)
    {
        var header = CaptureFile.Take(bytes, 0, HeaderLength);
        var isBigEndian = IsBigEndian(header);
        // The upper bits of the link type's word say how long the FCS is, if frames carry it.
        if (Number(header[20..], isBigEndian) is not CaptureFile.Ethernet and var link)
        {
            throw new InvalidDataException($"link type {link:x}, not Ethernet without FCS");
        }

        var frames = ImmutableArray.CreateBuilder<byte[]>();
        for (long at = HeaderLength; at < bytes.Length;)
        {
            var record = CaptureFile.Take(bytes, at, RecordLength);
            var captured = Number(record[8..], isBigEndian);
            frames.Add(CaptureFile.Whole(CaptureFile.Take(bytes, at + RecordLength, captured), Number(record[12..], isBigEndian)));
            at += RecordLength + captured;
        }

        return frames.ToImmutable();
    }

    private static bool IsBigEndian(ReadOnlySpan<byte> header) =>
        BinaryPrimitives.ReadUInt32LittleEndian(header) is Microseconds or Nanoseconds ? false
        : BinaryPrimitives.ReadUInt32BigEndian(header) is Microseconds or Nanoseconds ? true
        : throw new InvalidDataException($"no capture: it begins with {Convert.ToHexStringLower(header[..4])}");

    private static uint Number(ReadOnlySpan<byte> bytes, bool isBigEndian) =>
        isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
