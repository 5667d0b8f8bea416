using NetMonitor.Core.Traffic;
using NetMonitor.Engine.Json;

namespace NetMonitor.Engine.Snapshot;

public static class CountJson
{
    public static JsonObject<Count> Shape { get; } = new JsonObject<Count>("count", "Packets and their bytes.")
        .Count("packets", "Packets on the wire", count => count.Packets)
        .Count("bytes", "Their frame bytes, from the Ethernet header, without the frame check sequence", count => count.Bytes);
}
