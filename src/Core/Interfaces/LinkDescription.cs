namespace NetMonitor.Core.Interfaces;

/// <summary>A NIC as rtnetlink describes it.</summary>
/// <param name="Index">Interface index within its network namespace.</param>
/// <param name="Kind">IFLA_INFO_KIND (<c>veth</c>, <c>bridge</c>, ...); empty for a device without one, as hardware is.</param>
/// <param name="Driver">Driver name as ethtool reports it; empty where unknown.</param>
/// <param name="Mac">Colon-separated, lower case; empty for devices without a link-layer address.</param>
/// <param name="SpeedBitsPerSecond">Null where the device does not know its speed.</param>
/// <param name="MasterIndex">Index of the bridge, bond, team or vrf it belongs to; 0 for none.</param>
/// <param name="HasEthernet">False for devices whose packets start with the IP header (tun, wireguard, ppp).</param>
public sealed record LinkDescription(
    int Index,
    string Name,
    string Kind,
    string Driver,
    string Mac,
    int Mtu,
    long? SpeedBitsPerSecond,
    int MasterIndex,
    bool HasEthernet,
    bool IsUp,
    bool IsLoopback)
{
    /// <summary>The device of this namespace that carries its packets, where the kernel names one: a vlan's or macvlan's parent, a
    /// tunnel's underlay; 0 for none. What else may lie below it <see cref="LinkStack"/> knows.</summary>
    public int LowerIndex { get; init; }

    /// <summary>The kernel says that it hangs on another network namespace: what carries its packets, or its pair's other end, is there.</summary>
    public bool IsTiedElsewhere { get; init; }

    /// <summary>Its pair's other end, where that is in this namespace; 0 for none.</summary>
    public int PeerIndex { get; init; }

    public LinkRole Role => LinkRoles.Of(Kind, HasEthernet, IsLoopback);
}
