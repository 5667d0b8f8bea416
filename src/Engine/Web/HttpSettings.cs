using System.Net;
using NetMonitor.Actors.Configuration;
using NetMonitor.Engine.Configuration;

namespace NetMonitor.Engine.Web;

/// <param name="Listen">Where HTTP answers (<c>netmonitor.http.listen</c>).</param>
public sealed record HttpSettings(IPEndPoint Listen)
{
    public static HttpSettings From(SettingsReader settings) => new(ListenAddress.Parse(settings.Text(
        "netmonitor.http.listen",
        "ADDRESS:PORT, as 127.0.0.1:9460, 0.0.0.0:9460 or [::1]:9460; port 0 takes a free one",
        text => ListenAddress.Parse(text) is not null)) ?? ListenAddress.None);
}
