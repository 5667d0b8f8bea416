namespace NetMonitor.Core.Costs;

/// <summary>What the process may cost before precision is lowered, and how that goes.</summary>
/// <param name="Cpu">Share of one core (1 is all of it); null for no limit.</param>
/// <param name="MemoryBytes">Resident; null for no limit.</param>
/// <param name="CoolDown">Between two steps, of either direction. What is measured in it is not acted on.</param>
/// <param name="RestoreBelow">Share of each limit that the cost has to be below before precision is restored.</param>
/// <param name="RestoreAfter">For so long.</param>
public sealed record BudgetLimits(double? Cpu, long? MemoryBytes, TimeSpan CoolDown, double RestoreBelow, TimeSpan RestoreAfter)
{
    public bool IsAny => Cpu is not null || MemoryBytes is not null;
}
