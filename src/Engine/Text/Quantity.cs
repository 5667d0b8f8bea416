using System.Globalization;

namespace NetMonitor.Engine.Text;

/// <summary>Figures for people: three digits that count, and a prefix. Prefixes are powers of 1,000.</summary>
public static class Quantity
{
    /// <summary>What the prefixes mean; goes with every answer that uses them.</summary>
    public const string Base = "k is 1,000, M is 1,000,000 and so on";

    private static readonly string[] Prefixes = ["", "k", "M", "G", "T", "P", "E"];

    /// <summary>Below 10,000 every digit of a whole number stands.</summary>
    public static string Of(ulong value) => value < 10_000 ? value.ToString(CultureInfo.InvariantCulture) : Of(value, "");

    /// <param name="value">From 0.</param>
    /// <param name="unit">As <c>B</c>; may be empty.</param>
    public static string Of(double value, string unit)
    {
        var prefix = 0;
        while (value >= 999.5 && prefix < Prefixes.Length - 1)
        {
            value /= 1000;
            prefix++;
        }

        var number = value.ToString(Format(value, prefix), CultureInfo.InvariantCulture);
        return $"{number} {Prefixes[prefix]}{unit}".TrimEnd();
    }

    /// <summary>Without a prefix most figures are whole: zeros behind the point would say nothing.</summary>
    private static string Format(double value, int prefix) => (value, prefix) switch
    {
        (< 9.995, 0) => "0.##",
        (< 99.95, 0) => "0.#",
        (< 9.995, _) => "0.00",
        (< 99.95, _) => "0.0",
        _ => "0",
    };
}
