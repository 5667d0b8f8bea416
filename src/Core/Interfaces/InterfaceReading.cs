using NetMonitor.Core.Audit;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Interfaces;

/// <summary>One reading of one NIC: our counters since the attachment, and the kernel's own at about the same moment.</summary>
/// <param name="At">When the window was closed: <paramref name="Counters"/> is exact for that moment. Later than in any reading of
/// the same generation before.</param>
/// <param name="KernelAtAttach">The kernel's counters when this generation began to count.</param>
public sealed record InterfaceReading(
    MonotonicTime At,
    Generation Generation,
    TrafficCounters Counters,
    KernelCounters Kernel,
    KernelCounters KernelAtAttach)
{
    /// <summary>How the counters of this generation stand to the kernel's own, over all its readings up to this one; null where that was not looked at: by
    /// who reads nothing but the kernel's, makes packets up, or says its last words.</summary>
    public InterfaceAudit? Audit { get; init; }
}
