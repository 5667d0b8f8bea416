using System.Collections.Immutable;
using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Capture;

namespace NetMonitor.Engine.Readers;

/// <summary>Which ways of attaching are tried on a NIC, the one that disturbs least first.</summary>
public static class AttachLadder
{
    /// <summary>Hardware drivers that run XDP without giving up an offload for it (docs/concepts.md).</summary>
    private static readonly ImmutableHashSet<string> XdpDrivers =
        ["bnxt_en", "i40e", "ice", "igb", "igc", "ixgbe", "mlx4_en", "mlx5_core", "nfp", "qede", "sfc"];

    public static ImmutableArray<Rung> For(LinkDescription link, ModePolicy policy) => policy switch
    {
        ModePolicy.Native => [new(AttachMode.Native, "asked for")],
        ModePolicy.Tcx => [new(AttachMode.Tcx, "asked for")],
        ModePolicy.Tc => [new(AttachMode.Tc, "asked for")],
        _ when RunsXdp(link) => [new(AttachMode.Native, $"the driver {link.Driver} runs XDP without giving up offloads"), .. Chain("native XDP was refused")],
        _ => Chain(WhyNotXdp(link)),
    };

    private static ImmutableArray<Rung> Chain(string reason) => [new(AttachMode.Tcx, reason), new(AttachMode.Tc, reason)];

    private static bool RunsXdp(LinkDescription link) => link.Kind.Length == 0 && link.HasEthernet && XdpDrivers.Contains(link.Driver);

    private static string WhyNotXdp(LinkDescription link) => link switch
    {
        { IsLoopback: true } => "never XDP on the loopback device",
        { HasEthernet: false } => "no Ethernet header for XDP to start at",
        { Kind.Length: > 0 } => $"XDP would cost a {link.Kind} device its offloads",
        { Driver.Length: > 0 } => $"XDP may cost {link.Driver} its offloads",
        _ => "nothing is known of its driver",
    };
}
