namespace NetMonitor.Core.Interfaces;

/// <summary>What a NIC is to its host, whatever the kernel calls its kind.</summary>
public enum LinkRole
{
    /// <summary>Hardware, or what a hypervisor presents as such.</summary>
    Physical,

    /// <summary>Several devices as one (bond, team).</summary>
    Bond,

    /// <summary>A switch of the kernel's (bridge, Open vSwitch).</summary>
    Bridge,

    /// <summary>One tag's share of another device.</summary>
    Vlan,

    /// <summary>One end of a pair: what one sends the other receives (veth, netkit).</summary>
    Veth,

    /// <summary>Its packets travel inside others (vxlan, gre, wireguard, a tun device).</summary>
    Tunnel,

    /// <summary>Any other device of software (macvlan, dummy, vrf, a tap device).</summary>
    Virtual,

    /// <summary>What it sends it receives.</summary>
    Loopback,
}
