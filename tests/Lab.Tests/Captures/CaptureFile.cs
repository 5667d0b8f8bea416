using System.Collections.Immutable;

namespace NetMonitor.Lab.Tests.Captures;

/// <summary>The Ethernet frames of a capture, whole, in their order. Reads libpcap's format and pcapng; which of them it is, the first four bytes say.</summary>
internal static class CaptureFile
{
    /// <summary>LINKTYPE_ETHERNET.</summary>
    internal const uint Ethernet = 1;

    /// <exception cref="InvalidDataException">It is neither format, ends within a record, is not Ethernet, or holds a frame that was cut when it was captured.</exception>
    public static ImmutableArray<byte[]> Read(string path) => Parse(File.ReadAllBytes(path));

    /// <inheritdoc cref="Read"/>
    internal static ImmutableArray<byte[]> Parse(ReadOnlySpan<byte> bytes) => PcapngBlocks.Starts(bytes)
        ? PcapngBlocks.Frames(bytes)
        : PcapRecords.Frames(bytes);

    internal static byte[] Whole(ReadOnlySpan<byte> captured, uint wireLength) => captured.Length == wireLength
        ? captured.ToArray()
        : throw new InvalidDataException($"a frame of {wireLength} bytes of which {captured.Length} were captured");

    /// <exception cref="InvalidDataException">The file ends before.</exception>
    internal static ReadOnlySpan<byte> Take(ReadOnlySpan<byte> bytes, long from, long length) => from >= 0 && length >= 0 && from + length <= bytes.Length
        ? bytes.Slice((int)from, (int)length)
        : throw new InvalidDataException($"ends at {bytes.Length}, within {length} bytes from {from} on");
}
