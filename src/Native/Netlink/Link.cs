namespace NetMonitor.Native.Netlink;

/// <summary>One network interface as RTM_NEWLINK describes it.</summary>
/// <param name="Index">Within its network namespace.</param>
/// <param name="Type">ARPHRD_* (<see cref="LinkType"/>).</param>
/// <param name="Kind">IFLA_INFO_KIND (<c>veth</c>, <c>bridge</c>, ...); empty for a device without one, as hardware is.</param>
/// <param name="Mac">Link-layer address, colon-separated, lower case; empty where there is none. Not always six bytes: tunnels carry an IP address here.</param>
/// <param name="MasterIndex">The bridge, bond, team or vrf it belongs to; 0 for none.</param>
/// <param name="LowerIndex">
/// IFLA_LINK: a veth's peer, the device below a VLAN, macvlan or tunnel; of a vxlan IFLA_VXLAN_LINK; 0 for none. When <paramref name="LowerNamespaceId"/> is set, the index holds
/// there and not here.
/// </param>
/// <param name="LowerNamespaceId">The other namespace's id as this one numbers it (-1: not numbered yet); null for the same namespace.</param>
/// <param name="HasCarrier">IFLA_CARRIER. Drivers that never speak of carrier leave it true; many others tell it only while the interface is up.</param>
/// <param name="ParentDevice">The device behind it on its bus (<c>0000:01:00.0</c>); empty for virtual ones and before kernel 5.14.</param>
/// <param name="ParentBus">That bus (<c>pci</c>, <c>virtio</c>); empty likewise.</param>
public sealed record Link(
    int Index,
    string Name,
    ushort Type,
    LinkFlags Flags,
    int Mtu,
    string Mac,
    string Kind,
    int MasterIndex,
    int LowerIndex,
    int? LowerNamespaceId,
    OperationalState State,
    bool HasCarrier,
    int RxQueues,
    int TxQueues,
    string ParentDevice,
    string ParentBus,
    LinkXdp Xdp,
    LinkStatistics Statistics)
{
    public bool IsUp => Flags.HasFlag(LinkFlags.Up);

    public bool IsRunning => Flags.HasFlag(LinkFlags.Running);

    public bool IsLoopback => Flags.HasFlag(LinkFlags.Loopback);

    /// <summary>Whether packets begin with an Ethernet header; those of tun, wireguard or ppp begin with the IP header.</summary>
    public bool HasEthernetHeader => Type is LinkType.ARPHRD_ETHER or LinkType.ARPHRD_LOOPBACK;
}
