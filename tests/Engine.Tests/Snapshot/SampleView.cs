using System.Text.Json;
using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Json;
using NetMonitor.Engine.Snapshot;
using NetMonitor.Engine.Tests.Flows;
using NetMonitor.Engine.Tests.Metrics;

namespace NetMonitor.Engine.Tests.Snapshot;

internal static class SampleView
{
    public static HostView Host { get; } = HostView.Of(
        "server1",
        SampleHost.Process,
        TimeSpan.FromSeconds(12.25),
        SampleHost.Of(Lesser, SampleHost.Failing) with { Flows = SampleFlows.Flows },
        SampleHost.Now);

    /// <summary>To which a better way of counting was refused.</summary>
    public static InterfaceState Lesser => SampleHost.Counting with
    {
        Attachment = SampleHost.Counting.Attachment! with
        {
            Mode = AttachMode.Tcx,
            Reason = "native XDP was refused; not native: EBUSY, XDP program 42 is on it already",
            Refused = [new RefusedRung(AttachMode.Native, "EBUSY", "XDP program 42 is on it already")],
        },
    };

    public static JsonElement Answer(HostView view) => JsonDocument.Parse(JsonText.Of(HostJson.Shape, view)).RootElement;
}
