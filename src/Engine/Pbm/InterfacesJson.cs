using NetMonitor.Engine.Json;
using NetMonitor.Engine.Metrics;
using NetMonitor.Engine.Snapshot;

namespace NetMonitor.Engine.Pbm;

/// <summary>The NICs as JSON, without their counts: each member as in <see cref="InterfaceJson"/>.</summary>
public static class InterfacesJson
{
    private static readonly JsonObject<InterfaceView> ItemShape = new JsonObject<InterfaceView>("followed_interface", "One NIC, without its counts.")
        .Text("name", "Its name now", view => view.State.Link.Name)
        .Object("link", "What the kernel says of it", LinkJson.Shape, view => view.State.Link)
        .Text("condition", "What its attachment is doing", view => TrafficLabels.Of(view.State.Condition))
        .Text("mode", "How it is counted; none while nothing is attached", view => TrafficLabels.Of(view.State.Attachment?.Mode))
        .Text("source", "Where its counts come from; none before the first reading", view => TrafficLabels.Of(view.State.Source))
        .Text("reason", "Why it is counted in this mode, or why it is not; may be empty", view => view.Reason)
        .Text("endurance", "What ends its counting: process is the end of this process; pinned and adopted outlive it, adopted also began before it; none while nothing is attached", view => TrafficLabels.Of(view.State.Attachment?.Endurance), ["process", "pinned", "adopted", "none"])
        .Text("endurance_reason", "Where it is pinned, or why it ends with the process; may be empty", view => view.State.Attachment?.Endurance.Reason ?? "")
        .Integer("restarts", "How often its counting was set up anew after a failure", view => view.State.Restarts)
        .Object("flows", "What there is of its flows", InterfaceFlowsJson.Shape, view => view.Flows);

    public static JsonObject<HostView> Shape { get; } = new JsonObject<HostView>("interfaces", "What `net interfaces` answers.")
        .List("interfaces", "The NICs, by name", ItemShape, view => view.Shown);
}
