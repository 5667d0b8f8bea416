namespace NetMonitor.Core.Interfaces;

/// <summary>A NIC as rtnetlink describes it.</summary>
/// <param name="Index">Interface index within its network namespace.</param>
/// <param name="Kind">IFLA_INFO_KIND (<c>veth</c>, <c>bridge</c>, ...); empty for a device without one, as hardware is.</param>
/// <param name="Driver">Driver name as ethtool reports it; empty where unknown.</param>
/// <param name="Mac">Colon-separated, lower case; empty for devices without a link-layer address.</param>
/// <param name="SpeedBitsPerSecond">Null where the device does not know its speed.</param>
/// <param name="MasterIndex">Index of the bridge or bond it belongs to; 0 for none.</param>
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
    bool IsLoopback);
