namespace NetMonitor.Bench;

/// <summary>What was seen of the running program over the window, and with traffic what it said of it at the end.</summary>
/// <param name="CpuPercent">Of one core.</param>
internal sealed record AgentWindow(double CpuPercent, ProcessSample Sample)
{
    /// <summary>As the senders saw it.</summary>
    public double PacketsPerSecond { get; init; }

    /// <summary>Packets it counted, per packet delivered.</summary>
    public double? SeenShare { get; init; }

    /// <summary>Flows that it held, by its own account.</summary>
    public double? HeldFlows { get; init; }

    /// <summary>Packets that it could not give to a flow, per packet delivered.</summary>
    public double? OverflowShare { get; init; }
}
