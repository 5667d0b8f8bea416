using System.Globalization;

namespace NetMonitor.Engine.Terminal;

/// <summary>A number of three digits and a decimal prefix: never more than five characters.</summary>
public static class ShortNumber
{
    private const string Prefixes = " kMGTPE";

    public static string Of(double value)
    {
        var prefix = 0;
        // From here on three digits would round up to four.
        while (value >= 999.5 && prefix < Prefixes.Length - 1)
        {
            value /= 1000;
            prefix++;
        }

        var format = prefix == 0 || value >= 99.95 ? "0" : value >= 9.995 ? "0.0" : "0.00";
        return value.ToString(format, CultureInfo.InvariantCulture) + (prefix == 0 ? "" : Prefixes[prefix]);
    }

    /// <summary>Without a fraction, but never zero for what is not.</summary>
    public static string Percent(double share) => share switch
    {
        <= 0 => "0%",
        < 0.005 => "<1%",
        _ => share.ToString("0%", CultureInfo.InvariantCulture),
    };
}
