using NetMonitor.Core.Audit;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;
using NetMonitor.Engine.Tests.Scripted;

namespace NetMonitor.Engine.Tests.Metrics;

/// <summary>An audit that disagrees in both directions: seven packets never came to us, ten of ours were dropped behind us, two of these unexplained.</summary>
internal static class SampleAudit
{
    public static InterfaceAudit Disagreeing { get; } = Enumerable.Range(0, 2).Aggregate(
        InterfaceAudit.Begin(Links.Nic("eth0", 2), AuditBracket.AtAttach(default, default)),
        (audit, _) => audit.After(Bracket, TrafficCounters.Zero));

    private static AuditBracket Bracket => new(
        Kernel(1007, 959), Kernel(1107, 959), Ours(1000, 0), Ours(1000, 31), Ours(1000, 0), Ours(1003, 31))
    {
        Evidence = new AuditEvidence(QdiscDrops: 3, QdiscWaiting: 0, ForeignXdp: true),
    };

    private static KernelCounters Kernel(ulong rx, ulong tx) => new(rx, tx, rx * 100, tx * 100, 0, 0, 0, 5, 0, 0);

    private static AuditCount Ours(ulong packets, ulong coalesced) => new(new Count(packets, packets * 100), new Count(coalesced, coalesced * 100));
}
