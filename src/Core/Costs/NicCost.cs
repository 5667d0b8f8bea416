using System.Collections.Immutable;

namespace NetMonitor.Core.Costs;

/// <summary>What one attached NIC costs.</summary>
/// <param name="LinkIndex">Of its device, which keeps it when it is renamed.</param>
/// <param name="MapBytes">BPF memory, all of it mapped: counters, flows of both banks, ring.</param>
/// <param name="Read">The last whole reading; null before the first one.</param>
/// <param name="Programs">Those that were measured; none before the first measurement.</param>
public sealed record NicCost(int LinkIndex, long MapBytes, ReadCost? Read, ImmutableArray<ProgramCost> Programs)
{
    /// <summary>Why a program was not measured by the kernel's run statistics, or not at all; empty where each was.</summary>
    public string Note { get; init; } = "";
}
