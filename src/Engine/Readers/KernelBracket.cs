using NetMonitor.Core.Audit;
using NetMonitor.Core.Interfaces;
using NetMonitor.Native.Netlink;

namespace NetMonitor.Engine.Readers;

/// <summary>Reads the kernel's own counters of one NIC once more when a window is read, and keeps what the comparison with ours shows.</summary>
internal sealed class KernelBracket
{
    private readonly LinkDescription _link;
    private readonly Rtnetlink _links;
    private readonly bool _hasOurXdp;
    private readonly AuditBracket? _baseline;
    private readonly uint _dropsAtFirst;
    private InterfaceAudit? _audit;

    /// <param name="hasOurXdp">The NIC's XDP program is ours.</param>
    /// <param name="baseline">What the counting began with, where that was before this process; null for what the first reading finds.</param>
    public KernelBracket(LinkDescription link, Rtnetlink links, bool hasOurXdp, AuditBracket? baseline)
    {
        (_link, _links, _hasOurXdp, _baseline) = (link, links, hasOurXdp, baseline);
        _dropsAtFirst = links.TryReadRootQueue(link.Index, out var queue) ? queue.Drops : 0;
    }

    /// <summary>After the grace period.</summary>
    /// <param name="reading">Ours as of when the window was closed, and the kernel's from before that.</param>
    /// <param name="rxNow">Ours now.</param>
    /// <param name="txNow">Ours now.</param>
    /// <returns>The reading, with what the audit says; as it was where the NIC is gone.</returns>
    public InterfaceReading Close(InterfaceReading reading, AuditCount rxNow, AuditCount txNow)
    {
        if (!_links.TryReadStatistics(_link.Index, out var statistics))
        {
            return reading;
        }

        var counters = reading.Counters;
        var bracket = new AuditBracket(
            reading.Kernel, LinkDescriptions.Of(statistics), AuditCount.Of(counters.Rx), AuditCount.Of(counters.Tx), rxNow, txNow);
        _audit ??= InterfaceAudit.Begin(_link, _baseline ?? bracket);
        _audit = _audit.After(_audit.Disagrees(bracket) ? bracket with { Evidence = Evidence() } : bracket, counters);
        return reading with { Audit = _audit };
    }

    private AuditEvidence Evidence()
    {
        var hasQueue = _links.TryReadRootQueue(_link.Index, out var queue);

        // One that was made since has dropped all that it says.
        var drops = queue.Drops >= _dropsAtFirst ? queue.Drops - _dropsAtFirst : queue.Drops;
        var xdp = _hasOurXdp ? default : _links.FindLink(_link.Index)?.Xdp ?? default;
        return new AuditEvidence(hasQueue ? drops : null, queue.Qlen, (xdp.DriverProgramId | xdp.GenericProgramId | xdp.HardwareProgramId) != 0);
    }
}
