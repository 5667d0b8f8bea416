using System.Diagnostics;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Engine.Readers;

/// <summary>What the kernel itself counted on one NIC since the reader was opened. There is nothing to attach and no window to wait for;
/// of the packets only number and bytes are known.</summary>
public sealed class KernelInterfaceReader : IInterfaceReader
{
    private readonly Func<KernelCounters?> _ask;
    private readonly KernelCounters _kernelAtAttach;
    private KernelCounters _kernel;
    private KernelCounters _counted;
    private MonotonicTime _closedAt;
    private bool _isGone;

    /// <param name="ask">The kernel's counters now; null where the NIC is gone.</param>
    /// <exception cref="InterfaceFailure">There is no such NIC.</exception>
    internal KernelInterfaceReader(LinkDescription link, Attachment how, Func<KernelCounters?> ask)
    {
        Link = link;
        Attachment = how;
        _ask = ask;
        _kernel = _kernelAtAttach = ask() ?? throw Gone();
    }

    public LinkDescription Link { get; }

    public Attachment Attachment { get; }

    /// <summary>Whether a better rung of the ladder would take the NIC, as it is described now.</summary>
    internal Func<LinkDescription, bool> FindsBetter { get; init; } = static _ => false;

    public bool HasBetter(LinkDescription link) => FindsBetter(link);

    public void CloseWindow(Action closed)
    {
        Take();
        closed();
    }

    public InterfaceReading Read() => _isGone ? throw Gone() : Reading();

    /// <summary>None: the kernel counts packets, not whose they are.</summary>
    public FlowWindow? TakeFlows(string nic) => null;

    public string? ChangeFlows(int slots) => "the kernel's own counters tell packets and bytes, no flows: there is no room to change";

    public void LengthenFlows(TimeSpan least)
    {
    }

    public InterfaceReading Finish()
    {
        Take();
        return Reading();
    }

    /// <summary>Nothing was attached, and the socket is the data plane's.</summary>
    public void Dispose()
    {
    }

    /// <summary>Summed up from one asking to the next: a driver that starts again at zero adds what it shows, and takes nothing away.
    /// </summary>
    private void Take()
    {
        var now = _ask();
        _closedAt = new MonotonicTime(Stopwatch.GetTimestamp());
        _isGone = now is null;
        if (now is { } kernel)
        {
            _counted += kernel.Since(_kernel);
            _kernel = kernel;
        }
    }

    private InterfaceReading Reading() => new(
        _closedAt,
        Attachment.Generation,
        new TrafficCounters(
            DirectionCounters.Unsplit(new Count(_counted.RxPackets, _counted.RxBytes)),
            DirectionCounters.Unsplit(new Count(_counted.TxPackets, _counted.TxBytes))),
        _kernel,
        _kernelAtAttach);

    private InterfaceFailure Gone() => new(Link.Name, FailureKind.Gone, $"read the counters of {Link.Name}: there is no such interface any more");
}
