using System.Globalization;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Engine.Flows;

/// <summary>Words for parts of a flow.</summary>
public static class FlowText
{
    /// <summary>By bit, from the lowest.</summary>
    private const string Letters = "FSRPAU";

    public static string Flags(byte flags) => string.Concat(Letters.Where((_, bit) => (flags >> bit & 1) == 1));

    public static string Of(Direction direction) => direction == Direction.Rx ? "rx" : "tx";

    /// <summary>With the port, where the flow has ports.</summary>
    public static string Source(FlowKey key) => End(key.Source, key.SourcePort, key.HasPorts);

    /// <inheritdoc cref="Source"/>
    public static string Destination(FlowKey key) => End(key.Destination, key.DestinationPort, key.HasPorts);

    /// <summary>How long ago, or how long: seconds, or hours, minutes and seconds.</summary>
    public static string Duration(TimeSpan time) => time < TimeSpan.FromMinutes(10)
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s")
        : (time.Days > 0 ? $"{time.Days}d " : "") + time.ToString("hh\\:mm\\:ss", CultureInfo.InvariantCulture);

    /// <summary>Of what is less than all, never all of it; of what there is, never nothing.</summary>
    public static string Share(double share) => share switch
    {
        1 => "100 %",
        > 0.9999 => "99.99 %",
        > 0 and < 0.0001 => "<0.01 %",
        _ => (Math.Floor(share * 10_000) / 100).ToString("0.##", CultureInfo.InvariantCulture) + " %",
    };

    private static string End(HostAddress address, ushort port, bool hasPorts) =>
        !hasPorts ? $"{address}" : address.IsIPv4 ? $"{address}:{port}" : $"[{address}]:{port}";
}
