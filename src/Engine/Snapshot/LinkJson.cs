using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Json;
using NetMonitor.Engine.Metrics;

namespace NetMonitor.Engine.Snapshot;

/// <summary>What the kernel says of a NIC, as JSON.</summary>
public static class LinkJson
{
    public static JsonObject<LinkDescription> Shape { get; } = new JsonObject<LinkDescription>("link", "A NIC as the kernel describes it.")
        .Integer("index", "Its index within its network namespace", link => link.Index)
        .Text("kind", "Kind of virtual device (veth, bridge, ...); empty for hardware", link => link.Kind)
        .Text("role", "What it is to the host", link => TrafficLabels.Of(link.Role), TrafficLabels.Roles)
        .Text("driver", "Empty where unknown", link => link.Driver)
        .Text("mac", "Colon-separated, lower case; empty where it has none", link => link.Mac)
        .Integer("mtu", "In bytes", link => link.Mtu)
        .IntegerOrNull("speed_bits_per_second", "Null where the device does not know", link => link.SpeedBitsPerSecond)
        .IntegerOrNull("master_index", "The bridge, bond, team or vrf that it belongs to; null for none", link => link.MasterIndex == 0 ? null : link.MasterIndex)
        .Truth("is_ethernet", "False for devices whose packets start with the IP header", link => link.HasEthernet)
        .Truth("is_up", "Set up by its administrator", link => link.IsUp)
        .Truth("is_loopback", "The loopback device", link => link.IsLoopback);
}
