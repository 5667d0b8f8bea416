namespace NetMonitor.Bench.OldVsNew;

/// <summary>What the ancestor promised of itself with XDP instead of libpcap, and how it is measured here.</summary>
/// <param name="Percent">The least change, with its sign.</param>
/// <param name="Figure">Null where a row has none.</param>
/// <param name="Applies">To rows of these settings.</param>
internal sealed record Claim(string Name, int Percent, string Means, Func<OldVsNewRow, double?> Figure, Func<OldVsNewRow, bool> Applies)
{
    /// <summary>"Expected improvement": REFACTOR_COMPLETE.md of go-net-monitoring at dbe89d8, among its performance figures. No method and no
    /// measurement stand there. "Packet processing speed" can be read in two ways.</summary>
    public static IReadOnlyList<Claim> Ancestors { get; } =
    [
        new(
            "packet rate", 80, "packets counted per second of all processor time, sending and receiving with it, as fast as the sender goes",
            row => 1e9 / row.WayNs * row.SeenPercent / 100, row => row.AimedPps is null),
        new("rate per CPU", 80, "packets per second of the processor time that the tool adds", row => 1e9 / row.LoadNs, IsPaced),
        new("memory", -50, "RSS of the process", row => row.Rss, IsPaced),
        new("CPU", -60, "the tool's process and its programs in the kernel, per packet", row => row.CpuNs, IsPaced),
        new("system load", -70, "all processor time that is there with the tool and not without, per packet", row => row.LoadNs, IsPaced),
    ];

    /// <param name="change">1 is +100 %.</param>
    public bool Holds(double change) => Percent > 0 ? change * 100 >= Percent : change * 100 <= Percent;

    private static bool IsPaced(OldVsNewRow row) => row.AimedPps is not null;
}
