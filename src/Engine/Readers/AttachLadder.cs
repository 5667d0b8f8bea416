using System.Collections.Immutable;
using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Capture;

namespace NetMonitor.Engine.Readers;

/// <summary>Which ways of counting are tried on a NIC, the one that disturbs least first. Pure.</summary>
public static class AttachLadder
{
    private const string AskedFor = "asked for";

    private static readonly Rung Kernel = new(AttachMode.Kernel, "only the kernel's own counters are left: packets and bytes, nothing else");

    public static ImmutableArray<Rung> For(LinkDescription link, ModePolicy policy) => policy switch
    {
        ModePolicy.Native => [new(AttachMode.Native, AskedFor)],
        ModePolicy.Tcx => [new(AttachMode.Tcx, AskedFor)],
        ModePolicy.Tc => [new(AttachMode.Tc, AskedFor)],
        ModePolicy.Generic => [new(AttachMode.Generic, AskedFor)],
        ModePolicy.Kernel => [new(AttachMode.Kernel, AskedFor)],
        _ when XdpDrivers.Prefer(link) =>
            [new(AttachMode.Native, $"the driver {link.Driver} runs XDP without giving up offloads"), .. Chain(link, "native XDP was refused")],
        _ => Chain(link, WhyNotXdp(link)),
    };

    /// <summary>What is tried where native XDP is not, or was refused.</summary>
    private static ImmutableArray<Rung> Chain(LinkDescription link, string reason) =>
    [
        new(AttachMode.Tcx, reason),
        new(AttachMode.Tc, reason),
        .. link is { HasEthernet: true, IsLoopback: false }
            ? new[] { new Rung(AttachMode.Generic, "TCX and clsact were refused; what GRO joined counts as one packet") }
            : [],
        Kernel,
    ];

    private static string WhyNotXdp(LinkDescription link) => link switch
    {
        { IsLoopback: true } => "never XDP on the loopback device",
        { HasEthernet: false } => "no Ethernet header for XDP to start at",
        { Kind.Length: > 0 } when XdpDrivers.AreOf(link.Kind) => $"XDP would cost a {link.Kind} device its offloads",
        { Kind.Length: > 0 } => $"a {link.Kind} device has no native XDP",
        { Driver.Length: > 0 } => $"XDP may cost {link.Driver} its offloads",
        _ => "nothing is known of its driver",
    };
}
