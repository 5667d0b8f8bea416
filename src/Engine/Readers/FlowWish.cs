namespace NetMonitor.Engine.Readers;

/// <summary>What one NIC asks of the budget.</summary>
/// <param name="Index">The interface's.</param>
/// <param name="IsVirtual">It comes after all NICs that are not.</param>
/// <param name="Slots">A power of two, or 0 where it wants none.</param>
public readonly record struct FlowWish(int Index, bool IsVirtual, int Slots);
