namespace NetMonitor.Core.Costs;

/// <summary>What one reading of one NIC took: closing its window, reading it and taking its flows.</summary>
/// <param name="Cpu">Of the threads that did it.</param>
/// <param name="AllocatedBytes">By the collector's account; memory that is lent and given back is not in it.</param>
/// <param name="Wait">For the grace period, asleep.</param>
public readonly record struct ReadCost(TimeSpan Cpu, long AllocatedBytes, TimeSpan Wait);
