using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Interfaces;

/// <summary>All that a host knows about one NIC.</summary>
/// <param name="Reason">Why the NIC is not counting; empty while it is.</param>
/// <param name="Attachment">The present attachment; null while there is none.</param>
/// <param name="Restarts">How often the NIC's actor was made anew after a failure.</param>
/// <param name="Totals">Summed over all generations; never steps back.</param>
/// <param name="UncountedRx">Packets that the kernel's own counters saw while no program of ours was attached: an upper bound, in
/// the kernel's units (a driver may count super-packets).</param>
/// <param name="UncountedTx">As <paramref name="UncountedRx"/>.</param>
public sealed record InterfaceState(
    LinkDescription Link,
    InterfaceCondition Condition,
    string Reason,
    Attachment? Attachment,
    long Restarts,
    TrafficCounters Totals,
    ulong UncountedRx,
    ulong UncountedTx,
    KernelCounters Kernel,
    InterfaceRates? Rates,
    MonotonicTime? ReadAt,
    TimeSpan ReadTime);
