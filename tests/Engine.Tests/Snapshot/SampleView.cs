using System.Text.Json;
using NetMonitor.Engine.Json;
using NetMonitor.Engine.Snapshot;
using NetMonitor.Engine.Tests.Flows;
using NetMonitor.Engine.Tests.Metrics;

namespace NetMonitor.Engine.Tests.Snapshot;

internal static class SampleView
{
    public static HostView Host { get; } =
        HostView.Of("server1", SampleHost.Process, TimeSpan.FromSeconds(12.25), SampleHost.Snapshot with { Flows = SampleFlows.Flows }, SampleHost.Now);

    public static JsonElement Answer(HostView view) => JsonDocument.Parse(JsonText.Of(HostJson.Shape, view)).RootElement;
}
