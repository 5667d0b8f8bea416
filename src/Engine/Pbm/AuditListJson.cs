using NetMonitor.Engine.Json;
using NetMonitor.Engine.Snapshot;

namespace NetMonitor.Engine.Pbm;

/// <summary>The audits of all NICs as JSON: each as in <see cref="InterfaceJson"/>.</summary>
public static class AuditListJson
{
    private static readonly JsonObject<InterfaceView> ItemShape = new JsonObject<InterfaceView>("audited_interface", "One NIC's audit.")
        .Text("name", "Its name now", view => view.State.Link.Name)
        .ObjectOrNull("audit", "Null where nothing was compared", AuditJson.Shape, view => view.State.Audit)
        .Text("reason", "Why nothing was compared; empty where it was", view => AuditTable.WhyNot(view) ?? "");

    public static JsonObject<HostView> Shape { get; } = new JsonObject<HostView>("audits", "What `net audit` answers.")
        .List("interfaces", "The NICs, by name", ItemShape, view => view.Shown);
}
