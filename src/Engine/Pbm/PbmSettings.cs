using System.Net;
using NetMonitor.Actors.Configuration;
using NetMonitor.Engine.Configuration;

namespace NetMonitor.Engine.Pbm;

/// <param name="Listen">Where pbm is answered (<c>netmonitor.pbm.listen</c>); null where it is off.</param>
public sealed record PbmSettings(IPEndPoint? Listen)
{
    private const string Off = "off";

    public static PbmSettings From(SettingsReader settings)
    {
        var text = settings.Text(
            "netmonitor.pbm.listen",
            "ADDRESS:PORT, as 127.0.0.1:9110 or [::1]:9110, or off; port 0 takes a free one",
            text => text == Off || ListenAddress.Parse(text) is not null);
        return new PbmSettings(text == Off ? null : ListenAddress.Parse(text) ?? ListenAddress.None);
    }
}
