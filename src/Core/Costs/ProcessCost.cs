namespace NetMonitor.Core.Costs;

/// <summary>What the process costs as of one moment.</summary>
/// <param name="Cpu">Processor time since its start.</param>
/// <param name="ResidentBytes">In RAM, mapped BPF memory included.</param>
/// <param name="PrivateBytes">Anonymous memory in RAM; null where the system does not tell.</param>
/// <param name="HeapBytes">The collector's heap after its last collection.</param>
/// <param name="AllocatedBytes">Since the start, by all threads.</param>
/// <param name="Collections">Since the start, of all generations.</param>
/// <param name="CollectorPause">Since the start: how long all threads stood still for the collector.</param>
public sealed record ProcessCost(
    TimeSpan Cpu, long ResidentBytes, long? PrivateBytes, long HeapBytes, long AllocatedBytes, long Collections, TimeSpan CollectorPause);
