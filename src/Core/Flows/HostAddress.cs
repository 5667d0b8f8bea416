using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace NetMonitor.Core.Flows;

/// <summary>An IPv6 address as one number of 128 bits, in two halves; an IPv4 address is ::ffff:a.b.c.d (RFC 4291, 2.5.5.2).</summary>
/// <remarks>Ordered as numbers, so IPv4 addresses stand together and in their own order.</remarks>
public readonly record struct HostAddress(ulong High, ulong Low) : IComparable<HostAddress>
{
    private const ulong MappedPrefix = 0xffff;
    private const int Groups = 8;

    public bool IsIPv4 => High == 0 && Low >> 32 == MappedPrefix;

    public static HostAddress IPv4(uint address) => new(0, (MappedPrefix << 32) | address);

    /// <param name="bytes">16, as they are on the wire.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
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

        var gap = text.IndexOf("::", StringComparison.Ordinal);
        Span<ushort> groups = stackalloc ushort[Groups];
        Span<ushort> behind = stackalloc ushort[Groups];
        if (!TryParseGroups(gap < 0 ? text : text[..gap], mayEndInQuad: gap < 0, groups, out var before)
            || !TryParseGroups(gap < 0 ? "" : text[(gap + 2)..], mayEndInQuad: true, behind, out var after)
            || (gap < 0 ? before != Groups : before + after >= Groups))
        {
            return false;
        }

        behind[..after].CopyTo(groups[(Groups - after)..]);
        var (high, low) = (0UL, 0UL);
        for (var i = 0; i < Groups / 2; i++)
        {
            high = (high << 16) | groups[i];
            low = (low << 16) | groups[i + (Groups / 2)];
        }

        address = new(high, low);
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

        var (gap, length) = LongestZeros();
        var text = new StringBuilder();
        for (var i = 0; i < Groups; i++)
        {
            if (i == gap)
            {
                text.Append("::");
                i += length - 1;
                continue;
            }

            if (i > 0 && i != gap + length)
            {
                text.Append(':');
            }

            text.Append(CultureInfo.InvariantCulture, $"{Group(i):x}");
        }

        return text.ToString();
    }

    private ushort Group(int index) => (ushort)((index < Groups / 2 ? High : Low) >> (48 - (16 * (index % (Groups / 2)))));

    /// <summary>RFC 5952, 4.2: the first of the longest, and never one group alone.</summary>
    private (int At, int Length) LongestZeros()
    {
        var (longest, length) = (-Groups, 1);
        for (var i = 0; i < Groups; i++)
        {
            var run = 0;
            while (i + run < Groups && Group(i + run) == 0)
            {
                run++;
            }

            (longest, length) = run > length ? (i, run) : (longest, length);
            i += run;
        }

        return (longest, length);
    }

    private static bool TryParseGroups(ReadOnlySpan<char> text, bool mayEndInQuad, Span<ushort> groups, out int count)
    {
        count = 0;
        if (text.IsEmpty)
        {
            return true;
        }

        foreach (var range in text.Split(':'))
        {
            var part = text[range];
            if (mayEndInQuad && range.End.Value == text.Length && part.Contains('.') && count <= Groups - 2 && TryParseQuad(part, out var quad))
            {
                groups[count++] = (ushort)(quad.Low >> 16);
                groups[count++] = (ushort)quad.Low;
            }
            else if (count == Groups || part.Length is 0 or > 4
                || !ushort.TryParse(part, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out groups[count++]))
            {
                return false;
            }
        }

        return true;
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
