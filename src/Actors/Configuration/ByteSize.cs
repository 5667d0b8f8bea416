using System.Globalization;

namespace NetMonitor.Actors.Configuration;

/// <summary>Sizes in bytes as people write them: 4096, 512KB, 1MB, 1GB. The units are powers of 1024, with or without their last letter.</summary>
public static class ByteSize
{
    private const int UnitBits = 10;

    private static readonly string[] Units = ["", "KB", "MB", "GB", "TB"];

    /// <summary>In the largest unit in which it is a whole number.</summary>
    public static string Words(long bytes)
    {
        var unit = 0;
        while (bytes != 0 && unit < Units.Length - 1 && bytes % (1 << UnitBits) == 0)
        {
            (bytes, unit) = (bytes >> UnitBits, unit + 1);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{bytes}{Units[unit]}");
    }

    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        var (number, word) = digits < 0 ? (text, "") : (text[..digits], text[digits..].Trim());
        var unit = Array.FindIndex(Units, known => Names(known, word));
        if (unit < 0 || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > long.MaxValue >> (unit * UnitBits))
        {
            return false;
        }

        bytes = count << (unit * UnitBits);
        return true;
    }

    private static bool Names(string unit, string word) =>
        word.Equals(unit, StringComparison.OrdinalIgnoreCase)
        || (unit.Length > 0 && word.Equals(unit[..1], StringComparison.OrdinalIgnoreCase));
}
