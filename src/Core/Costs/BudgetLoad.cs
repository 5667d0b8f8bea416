namespace NetMonitor.Core.Costs;

/// <summary>What is held against the limits.</summary>
/// <param name="Cpu">Share of one core, over the window.</param>
public readonly record struct BudgetLoad(double Cpu, long MemoryBytes);
