using System.Globalization;
using System.Text.RegularExpressions;

namespace Akka.Configuration.Hocon;

/// <summary>Durations and sizes with their units.</summary>
internal static partial class HoconQuantity
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>A bare number is milliseconds; <c>infinite</c> is minus one millisecond.</summary>
    /// <exception cref="FormatException">An unknown unit (<c>us</c> is one), or a negative number.</exception>
    public static TimeSpan ParseDuration(string text, bool allowInfinite)
    {
        if (Duration().Match(text) is { Success: true } match)
        {
            var number = double.Parse(match.Groups["number"].Value, Invariant);
            return match.Groups["unit"].Value switch
            {
                "ns" or "nano" or "nanos" or "nanosecond" or "nanoseconds" => TimeSpan.FromTicks((long)Math.Round(number / TimeSpan.NanosecondsPerTick)),
                "micro" or "micros" or "microsecond" or "microseconds" => TimeSpan.FromTicks((long)Math.Round(number * TimeSpan.TicksPerMicrosecond)),
                "ms" or "milli" or "millis" or "millisecond" or "milliseconds" => TimeSpan.FromMilliseconds(number),
                "s" or "second" or "seconds" => TimeSpan.FromSeconds(number),
                "m" or "minute" or "minutes" => TimeSpan.FromMinutes(number),
                "h" or "hour" or "hours" => TimeSpan.FromHours(number),
                _ => TimeSpan.FromDays(number),
            };
        }

        if (allowInfinite && text == "infinite")
        {
            return Timeout.InfiniteTimeSpan;
        }

        var milliseconds = double.Parse(text, Invariant);
        return milliseconds >= 0 || double.IsNaN(milliseconds) ? TimeSpan.FromMilliseconds(milliseconds) : throw new FormatException($"Expected a positive value instead of {text}");
    }

    /// <summary>Whole numbers only. <c>k</c>, <c>K</c>, <c>Ki</c>, <c>KiB</c> are powers of 1024, <c>kB</c> of 1000; then m, g, t, p and e, with <c>MB</c> the decimal one.</summary>
    public static long ParseSize(string text)
    {
        var digits = text.TakeWhile(character => !char.IsLetter(character)).Count();
        var number = long.Parse(text[..digits], Invariant);
        var unit = text[digits..];
        if (unit is "" or "b" or "B" or "byte" or "bytes")
        {
            return number;
        }

        string[] binary = ["kibi", "mebi", "gibi", "tebi", "pebi", "exbi"];
        string[] metric = ["kilo", "mega", "giga", "tera", "peta", "exa"];
        for (var power = 0; power < binary.Length; power++)
        {
            var small = "kmgtpe"[power].ToString();
            var big = "KMGTPE"[power].ToString();
            if (unit == small || unit == big || unit == big + "i" || unit == big + "iB" || unit == binary[power] + "byte" || unit == binary[power] + "bytes")
            {
                return number << (10 * (power + 1));
            }

            if (unit == (power == 0 ? small : big) + "B" || unit == metric[power] + "byte" || unit == metric[power] + "bytes")
            {
                return number * (long)Math.Pow(1000, power + 1);
            }
        }

        throw new FormatException($"{unit} is not a valid byte size suffix");
    }

    [GeneratedRegex(@"^(?<number>\d+(\.\d+)?)\s*(?<unit>(ns|nano(s|seconds?)?|micro(s|seconds?)?|ms|milli(s|seconds?)?|s|seconds?|m|minutes?|h|hours?|d|days?))$", RegexOptions.CultureInvariant)]
    private static partial Regex Duration();
}
