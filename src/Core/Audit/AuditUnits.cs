using System.Collections.Frozen;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Audit;

/// <summary>Which unit a device is known to count in. Where it is not known, or wrong, the counts themselves show it (<see cref="DirectionAudit"/>).</summary>
public static class AuditUnits
{
    private static readonly FrozenSet<string> PerBuffer = FrozenSet.Create("virtio_net", "ena", "hv_netvsc", "vif", "xen_netfront", "tun");

    /// <summary>What to begin with: a device with a kind is software, and counts the buffers that it is handed.</summary>
    public static AuditUnit Likely(LinkDescription link, Direction direction) =>
        link.Kind.Length > 0 || PerBuffer.Contains(link.Driver) || direction == Direction.Tx ? AuditUnit.SuperPackets : AuditUnit.WirePackets;
}
