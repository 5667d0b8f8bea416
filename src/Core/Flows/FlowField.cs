using System.Collections.Immutable;
using System.Globalization;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Flows;

/// <summary>A field that a <see cref="FlowFilter"/> can ask for.</summary>
public sealed class FlowField
{
    private const string Addresses = "an address or a prefix, such as 10.0.0.0/8 or 2001:db8::/32";
    private const string Ports = "a number from 0 to 65535";
    private const int MostVlan = 4095;

    private FlowField(string name, string values, Func<string, FlowCondition?> parse) => (Name, Values, Parse) = (name, values, parse);

    /// <summary>In the order in which they are listed to people.</summary>
    public static ImmutableArray<FlowField> All { get; } =
    [
        new("src", Addresses, text => Prefix(text, static (prefix, row) => prefix.Contains(row.Key.Source))),
        new("dst", Addresses, text => Prefix(text, static (prefix, row) => prefix.Contains(row.Key.Destination))),
        new("host", Addresses, text => Prefix(text, static (prefix, row) => prefix.Contains(row.Key.Source) || prefix.Contains(row.Key.Destination))),
        new("port", Ports, text => Number(text, ushort.MaxValue, static (port, row) => row.Key.SourcePort == port || row.Key.DestinationPort == port)),
        new("sport", Ports, text => Number(text, ushort.MaxValue, static (port, row) => row.Key.SourcePort == port)),
        new("dport", Ports, text => Number(text, ushort.MaxValue, static (port, row) => row.Key.DestinationPort == port)),
        new("proto", $"{string.Join(", ", IpProtocol.AllNames)}, or a number from 0 to 255", Protocol),
        new("version", "4 or 6", Version),
        new("vlan", $"a number from 0 (no tag) to {MostVlan}", text => Number(text, MostVlan, static (vlan, row) => row.Counts.Vlan == vlan)),
        new("nic", "the name of a NIC", static text => text.Length == 0 ? null : (in row) => row.Nic == text),
        new("dir", "rx or tx", Toward),
    ];

    /// <summary>As it is typed.</summary>
    public string Name { get; }

    /// <summary>What can stand behind the equals sign, for people.</summary>
    public string Values { get; }

    /// <summary>What a value asks of a flow; null where it is none.</summary>
    internal Func<string, FlowCondition?> Parse { get; }

    private static FlowCondition? Prefix(string text, Func<AddressPrefix, FlowRow, bool> holds) =>
        AddressPrefix.TryParse(text, out var prefix) ? (in row) => holds(prefix, row) : null;

    private static FlowCondition? Number(string text, int most, Func<int, FlowRow, bool> holds) =>
        TryNumber(text, most, out var number) ? (in row) => holds(number, row) : null;

    private static FlowCondition? Protocol(string text) =>
        TryNumber(text, byte.MaxValue, out var number) ? (in row) => row.Key.Protocol == number
        : IpProtocol.AllNames.Contains(text) ? (in row) => IpProtocol.Name(row.Key.Protocol) == text
        : null;

    private static FlowCondition? Version(string text) => text switch
    {
        "4" => static (in row) => row.Key.Version == IpVersion.V4,
        "6" => static (in row) => row.Key.Version == IpVersion.V6,
        _ => null,
    };

    private static FlowCondition? Toward(string text) => text switch
    {
        "rx" => static (in row) => row.Direction == Direction.Rx,
        "tx" => static (in row) => row.Direction == Direction.Tx,
        _ => null,
    };

    private static bool TryNumber(string text, int most, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= most;
}
