using System.Collections.Frozen;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Engine.Readers;

/// <summary>What is known of drivers that run XDP (docs/concepts.md).</summary>
internal static class XdpDrivers
{
    /// <summary>Hardware drivers that run XDP without giving up an offload for it. True for those that build their rings anew when a program comes
    /// or goes, so that the link stands still for a moment: as the named function of Linux 6.x does, below drivers/net/ethernet.</summary>
    private static readonly FrozenDictionary<string, bool> ResettingRings = new Dictionary<string, bool>
    {
        ["bnxt_en"] = true, // bnxt_xdp_set: closes and opens the NIC
        ["i40e"] = true, // i40e_xdp_setup: "on->off/off->on"
        ["ice"] = true, // ice_xdp_setup_prog: ice_down, ice_up
        ["igb"] = true, // igb_xdp_setup: igb_close, igb_open
        ["igc"] = true, // igc_xdp_set_prog: igc_down, igc_open
        ["ixgbe"] = true, // ixgbe_xdp_setup: ixgbe_setup_tc
        ["mlx4_en"] = true, // mlx4_xdp_set: mlx4_en_stop_port, mlx4_en_start_port
        ["mlx5_core"] = true, // mlx5e_xdp_set: mlx5e_safe_switch_params with reset
        ["nfp"] = true, // nfp_net_xdp_setup_drv: nfp_net_ring_reconfig
        ["qede"] = true, // qede_xdp_set: qede_reload
        ["sfc"] = false, // efx_xdp_setup_prog: exchanges a pointer
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Kinds of virtual devices that run XDP, at the price of offloads; the others of the kernel's own have no native XDP.</summary>
    private static readonly FrozenSet<string> VirtualWithXdp = FrozenSet.Create(StringComparer.Ordinal, "bond", "netkit", "tun", "veth");

    /// <summary>Whether native XDP disturbs this NIC least.</summary>
    public static bool Prefer(LinkDescription link) => link is { Kind.Length: 0, HasEthernet: true } && ResettingRings.ContainsKey(link.Driver);

    /// <summary>Whether a program that comes or goes makes this NIC's rings anew.</summary>
    public static bool ResetRings(LinkDescription link) => link.Kind.Length == 0 && ResettingRings.GetValueOrDefault(link.Driver);

    public static bool AreOf(string kind) => VirtualWithXdp.Contains(kind);
}
