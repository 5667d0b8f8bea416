namespace NetMonitor.Lab;

/// <summary>What a header needs to know of its surroundings: the bytes and the layer behind it, the addresses of the IP header before it.</summary>
internal readonly ref struct FrameTail(FrameLayer? next, ReadOnlySpan<byte> bytes, byte[] addresses)
{
    /// <summary>IEEE 802 local experimental EtherType 1.</summary>
    private const ushort Experimental = 0x88b5;

    internal FrameLayer? Next { get; } = next;

    internal ReadOnlySpan<byte> Bytes { get; } = bytes;

    internal ushort EtherType => Next?.EtherType ?? Experimental;

    /// <summary>The checksum of TCP, UDP, ICMPv6 (RFC 9293 3.1, RFC 8200 8.1); without a pseudo header when <paramref name="protocol"/> is null.</summary>
    internal ushort Checksum(ReadOnlySpan<byte> header, byte? protocol)
    {
        var length = header.Length + Bytes.Length;
        var sum = Sum(header, Sum(Bytes, 0, header.Length), 0);
        if (protocol is { } number)
        {
            sum = Sum(addresses, sum, 0) + number + (ulong)length;
        }

        return Fold(sum);
    }

    /// <summary>The Internet checksum (RFC 1071) of one header whose checksum field is zero.</summary>
    internal static ushort Checksum(ReadOnlySpan<byte> header) => Fold(Sum(header, 0, 0));

    private static ulong Sum(ReadOnlySpan<byte> bytes, ulong sum, int position)
    {
        foreach (var value in bytes)
        {
            sum += (position++ & 1) == 0 ? (ulong)value << 8 : value;
        }

        return sum;
    }

    private static ushort Fold(ulong sum)
    {
        while (sum > ushort.MaxValue)
        {
            sum = (sum & ushort.MaxValue) + (sum >> 16);
        }

        return (ushort)~sum;
    }
}
