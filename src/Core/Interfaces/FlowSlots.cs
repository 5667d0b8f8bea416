using System.Globalization;
using System.Numerics;

namespace NetMonitor.Core.Interfaces;

/// <summary>How many slots for flows one NIC may be given, over all CPUs: a power of two, or 0 for none.</summary>
public static class FlowSlots
{
    public const int Least = 1024;

    /// <summary>Both halves of it, over all CPUs, are counted in 32 bits.</summary>
    public const int Most = 1 << 22;

    /// <summary>In words.</summary>
    public static string Accepted { get; } = string.Create(CultureInfo.InvariantCulture, $"a power of two from {Least} to {Most}, or off");

    public static bool Takes(int slots) => slots == 0 || (slots is >= Least and <= Most && BitOperations.IsPow2(slots));

    /// <summary>A number, or <c>off</c>; null for anything else.</summary>
    public static int? Parse(string text) =>
        text.Equals("off", StringComparison.OrdinalIgnoreCase) ? 0
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var slots) && slots != 0 && Takes(slots) ? slots
        : null;

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public static string Words(int slots) => slots == 0 ? "off" : slots.ToString(CultureInfo.InvariantCulture);
}
