using System.Buffers.Binary;
using System.Globalization;
using System.Net;

namespace NetMonitor.Core.Flows;

/// <summary>An IPv6 address as one number of 128 bits, in two halves; an IPv4 address is ::ffff:a.b.c.d (RFC 4291, 2.5.5.2).</summary>
/// <remarks>Ordered as numbers, so IPv4 addresses stand together and in their own order.</remarks>
public readonly record struct HostAddress(ulong High, ulong Low) : IComparable<HostAddress>
{
    private const ulong MappedPrefix = 0xffff;
    private const int Length = 16;

    public bool IsIPv4 => High == 0 && Low >> 32 == MappedPrefix;

    public static HostAddress IPv4(uint address) => new(0, (MappedPrefix << 32) | address);

    /// <param name="bytes">16, as they are on the wire.</param>
    public static HostAddress Of(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));

    /// <summary>Dotted quads without leading zeros (which some read as octal), and the forms of RFC 4291, 2.2. No zone, port or brackets.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out HostAddress address)
    {
        address = default;
        if (text.IndexOfAnyExcept("0123456789abcdefABCDEF.:") >= 0)
        {
            return false;
        }

        if (!text.Contains(':'))
        {
            return TryParseQuad(text, out address);
        }

        if (!IPAddress.TryParse(text, out var parsed))
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[Length];
        parsed.MapToIPv6().TryWriteBytes(bytes, out _);
        address = Of(bytes);
        return true;
    }

    public int CompareTo(HostAddress other) => High.CompareTo(other.High) is var byHigh and not 0 ? byHigh : Low.CompareTo(other.Low);

    /// <summary>Dotted where it is an IPv4 address, otherwise as RFC 5952 says.</summary>
    public override string ToString()
    {
        if (IsIPv4)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{(byte)(Low >> 24)}.{(byte)(Low >> 16)}.{(byte)(Low >> 8)}.{(byte)Low}");
        }

        Span<byte> bytes = stackalloc byte[Length];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Low);
        return new IPAddress(bytes).ToString();
    }

    private static bool TryParseQuad(ReadOnlySpan<char> text, out HostAddress address)
    {
        var (value, parts) = (0u, 0);
        foreach (var range in text.Split('.'))
        {
            var part = text[range];
            if (++parts > 4 || part.Length is 0 or > 3 || (part.Length > 1 && part[0] == '0')
                || !byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                address = default;
                return false;
            }

            value = (value << 8) | number;
        }

        address = IPv4(value);
        return parts == 4;
    }
}
