using System.Collections.Immutable;

namespace NetMonitor.Core.Costs;

/// <summary>What NetMonitor costs on this host, as of one moment.</summary>
/// <param name="CpuShare">Share of one core over the budget's window; null until two samples lie apart.</param>
/// <param name="Nics">Those that are attached.</param>
public sealed record CostReport(ProcessCost Process, double? CpuShare, BudgetState Budget, ImmutableArray<NicCost> Nics)
{
    /// <summary>BPF memory of all NICs. All of it is mapped, so it is in <see cref="ProcessCost.ResidentBytes"/>, too.</summary>
    public long MapBytes => Nics.Sum(nic => nic.MapBytes);

    public NicCost? Find(int linkIndex) => Nics.FirstOrDefault(nic => nic.LinkIndex == linkIndex);
}
