using System.Globalization;
using System.Net;
using System.Net.Sockets;
using NetMonitor.Actors.Configuration;

namespace NetMonitor.Engine.Web;

/// <param name="Listen">Where HTTP answers (<c>netmonitor.http.listen</c>).</param>
public sealed record HttpSettings(IPEndPoint Listen)
{
    public static HttpSettings From(SettingsReader settings) => new(Parse(settings.Text(
        "netmonitor.http.listen",
        "ADDRESS:PORT, as 127.0.0.1:9460, 0.0.0.0:9460 or [::1]:9460; port 0 takes a free one",
        text => Parse(text) is not null)) ?? new IPEndPoint(IPAddress.None, 0));

    /// <summary>Null without a port, or for what is no address: names are not looked up.</summary>
    private static IPEndPoint? Parse(string text)
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
