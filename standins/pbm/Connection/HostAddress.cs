using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace NetMonitor.Pbm.Connection;

internal sealed record HostAddress(string Host, int Port)
{
    private const int LastPort = 65535;

    public static HostAddress Usual { get; } = new("127.0.0.1", 9110);

    /// <summary>host:port; an IPv6 address in brackets.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out HostAddress? address)
    {
        var colon = text.LastIndexOf(':');
        var host = colon < 0 ? "" : text[..colon];
        var bare = host.StartsWith('[') && host.EndsWith(']') ? host[1..^1] : host;
        var isPort = int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= LastPort;
        address = isPort && bare.Length > 0 && (bare != host || !host.Contains(':', StringComparison.Ordinal)) ? new HostAddress(bare, port) : null;
        return address is not null;
    }

    public override string ToString() => $"{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port.ToString(CultureInfo.InvariantCulture)}";
}
