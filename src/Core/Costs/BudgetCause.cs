namespace NetMonitor.Core.Costs;

/// <summary>Which limit a step was taken for.</summary>
public enum BudgetCause
{
    Cpu,
    Memory,
}
