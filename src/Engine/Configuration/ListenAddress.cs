using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace NetMonitor.Engine.Configuration;

/// <summary>An address and a port to listen on, as text: 127.0.0.1:9460, [::1]:9460.</summary>
public static class ListenAddress
{
    /// <summary>Means nothing: for settings that go on after a problem.</summary>
    public static IPEndPoint None { get; } = new(IPAddress.None, 0);

    /// <summary>Null without a port, or for what is no address: names are not looked up.</summary>
    public static IPEndPoint? Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon > 0
            && ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && ParseAddress(text[..colon]) is { } address ? new IPEndPoint(address, port) : null;
    }

    private static IPAddress? ParseAddress(string host)
    {
        var family = host is ['[', .., ']'] ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork;
        // Without all four parts "9460" would be an address too.
        var complete = family == AddressFamily.InterNetworkV6 || host.AsSpan().Count('.') == 3;
        return complete && IPAddress.TryParse(host.Trim('[', ']'), out var address) && address.AddressFamily == family ? address : null;
    }
}
