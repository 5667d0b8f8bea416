namespace NetMonitor.Bench;

/// <summary>What the program is measured with.</summary>
/// <param name="Flows">Active in all; 0: nothing is sent.</param>
internal sealed record AgentLoad(int Nics, int Flows, bool CountsFlows)
{
    public static IReadOnlyList<AgentLoad> All { get; } =
    [
        new(1, 0, true), new(16, 0, true), new(64, 0, true), new(16, 0, false),
        new(16, 100_000, false), new(16, 100_000, true), new(1, 100_000, true),
    ];

    /// <summary>How it is told to the program.</summary>
    public IReadOnlyDictionary<string, string> Environment => Counting(CountsFlows ? "on" : "off");

    public static IReadOnlyDictionary<string, string> Counting(string flows) => new Dictionary<string, string> { ["NETMONITOR_FLOWS_ENABLED"] = flows };
}
