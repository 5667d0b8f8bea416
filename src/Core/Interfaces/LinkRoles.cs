using System.Collections.Frozen;

namespace NetMonitor.Core.Interfaces;

public static class LinkRoles
{
    /// <summary>By IFLA_INFO_KIND. Hardware mostly has no kind; three that have are here.</summary>
    private static readonly FrozenDictionary<string, LinkRole> ByKind = new[]
    {
        (LinkRole.Physical, "can dsa wwan"),
        (LinkRole.Bond, "bond team"),
        (LinkRole.Bridge, "bridge openvswitch"),
        (LinkRole.Vlan, "vlan rmnet"),
        (LinkRole.Veth, "veth netkit vxcan"),
        (LinkRole.Tunnel, "vxlan geneve gre gretap erspan ip6gre ip6gretap ip6erspan ipip ip6tnl sit vti vti6 xfrm wireguard ovpn ppp gtp bareudp amt"),
    }.SelectMany(static one => one.Item2.Split(' ').Select(kind => KeyValuePair.Create(kind, one.Item1))).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>A tun device has the kind of a tap device, but no Ethernet: who makes one mostly makes a tunnel of it.</summary>
    public static LinkRole Of(string kind, bool hasEthernet, bool isLoopback) =>
        isLoopback ? LinkRole.Loopback
        : kind.Length == 0 ? LinkRole.Physical
        : kind == "tun" && !hasEthernet ? LinkRole.Tunnel
        : ByKind.GetValueOrDefault(kind, LinkRole.Virtual);
}
