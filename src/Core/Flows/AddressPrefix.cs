using System.Globalization;

namespace NetMonitor.Core.Flows;

/// <summary>All addresses that share their first bits, such as 10.0.0.0/8 or 2001:db8::/32; one address alone is a prefix of all its bits.</summary>
public readonly record struct AddressPrefix
{
    private const int Bits = 128;
    private const int MappedBits = 96;
    private readonly HostAddress _mask;

    /// <param name="bits">Of 128, also for IPv4, whose first 96 are always the same.</param>
    private AddressPrefix(HostAddress address, int bits)
    {
        _mask = new(Ones(bits), Ones(bits - 64));
        First = new(address.High & _mask.High, address.Low & _mask.Low);
    }

    public HostAddress First { get; }

    public bool Contains(HostAddress address) => (address.High & _mask.High) == First.High && (address.Low & _mask.Low) == First.Low;

    /// <summary>An address, alone or with its length behind a slash; bits beyond the length do not matter.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out AddressPrefix prefix)
    {
        prefix = default;
        var slash = text.IndexOf('/');
        if (!HostAddress.TryParse(slash < 0 ? text : text[..slash], out var address))
        {
            return false;
        }

        var before = address.IsIPv4 && !text.Contains(':') ? MappedBits : 0;
        var length = Bits - before;
        if (slash >= 0 && !(int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out length) && length <= Bits - before))
        {
            return false;
        }

        prefix = new(address, before + length);
        return true;
    }

    private static ulong Ones(int bits) => bits <= 0 ? 0 : bits >= 64 ? ulong.MaxValue : ~(ulong.MaxValue >> bits);
}
