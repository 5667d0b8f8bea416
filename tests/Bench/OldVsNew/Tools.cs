using NetMonitor.Lab;

namespace NetMonitor.Bench.OldVsNew;

/// <summary>Who takes part, and who cannot and why.</summary>
internal static class Tools
{
    public const string Nobody = "no tool";
    public const string Passing = "XDP_PASS alone";

    /// <summary>The yardstick of the ancestor's claims.</summary>
    public const string Capture = "libpcap in C#";

    /// <summary>The product with its own defaults, which count flows too.</summary>
    public const string Xdp = "netmonitor, XDP";
    public const string Tcx = "netmonitor, TCX";

    /// <summary>Counting what the capture counts, and no flows.</summary>
    public const string XdpNoFlows = "netmonitor, XDP, no flows";
    public const string TcxNoFlows = "netmonitor, TCX, no flows";

    public const string Softflowd = "softflowd";
    public const string Tcpdump = "tcpdump -w /dev/null";

    /// <summary>The veth NIC's name, and how the tool starts on it.</summary>
    public static IReadOnlyList<(string Name, string Nic, Func<VethEnd, CpuSplit, CancellationToken, Task<ITool>> Start)> All { get; } =
    [
        (Nobody, "nmnone", (_, _, _) => Task.FromResult<ITool>(new BareNic())),
        (Passing, "nmpass", (nic, _, _) => Task.FromResult<ITool>(new BareNic(nic))),
        (Capture, "nmpcap", (nic, cpus, _) => Task.FromResult<ITool>(new CaptureTool(nic, cpus))),
        (Xdp, "nmxdp", (nic, cpus, stop) => AgentAsync(nic, "native", "on", cpus, stop)),
        (XdpNoFlows, "nmxdpn", (nic, cpus, stop) => AgentAsync(nic, "native", "off", cpus, stop)),
        (Tcx, "nmtcx", (nic, cpus, stop) => AgentAsync(nic, "tcx", "on", cpus, stop)),
        (TcxNoFlows, "nmtcxn", (nic, cpus, stop) => AgentAsync(nic, "tcx", "off", cpus, stop)),
        (Softflowd, "nmsoft", (nic, cpus, _) => Task.FromResult<ITool>(new SoftflowdTool(nic, cpus))),
        (Tcpdump, "nmdump", (nic, cpus, _) => Task.FromResult<ITool>(new TcpdumpTool(nic, cpus))),
    ];

    public static bool IsOurs(string tool) => tool.StartsWith("netmonitor", StringComparison.Ordinal);

    /// <summary>The comparison goes on without it.</summary>
    public static bool IsForScale(string tool) => tool is Softflowd or Tcpdump;

    /// <returns>Null when it is there.</returns>
    public static string? Missing(string tool) => tool switch
    {
        Softflowd => Prerequisite.Tools(SoftflowdTool.Command, SoftflowdTool.Control),
        Tcpdump => Prerequisite.Tools(TcpdumpTool.Command),
        _ => null,
    };

    private static async Task<ITool> AgentAsync(VethEnd nic, string mode, string flows, CpuSplit cpus, CancellationToken stop) =>
        await AgentTool.StartAsync(nic, mode, cpus, AgentLoad.Counting(flows), stop);
}
