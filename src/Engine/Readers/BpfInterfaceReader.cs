using System.Diagnostics;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;
using NetMonitor.Native.Abi;
using NetMonitor.Native.Bpf;
using NetMonitor.Native.Errors;
using NetMonitor.Native.Netlink;

namespace NetMonitor.Engine.Readers;

/// <summary>Reads one NIC's counters bank by bank: the bank that is read has no writer, so each reading is exact for the moment at
/// which its window was closed.</summary>
public sealed class BpfInterfaceReader : IInterfaceReader
{
    private readonly NicAttachment _attachment;
    private readonly Rtnetlink _links;
    private readonly GracePeriod _grace;
    private readonly BpfFlowReader? _flows;
    private Action? _disposed;

    /// <summary>By direction and bank, as of when the bank was last closed.</summary>
    private readonly NmCounters[,] _banks = new NmCounters[(int)NmLimit.Directions, (int)NmLimit.Banks];

    private readonly KernelCounters _kernelAtAttach;
    private KernelCounters _kernel;
    private MonotonicTime _closedAt;
    private int _closedBank;
    private Readable _readable;
    private bool _isGone;

    /// <param name="flows">Null where the programs count none.</param>
    /// <param name="disposed">Runs once, with <see cref="Dispose"/>.</param>
    internal BpfInterfaceReader(
        LinkDescription link, Attachment how, NicAttachment attachment, Rtnetlink links, GracePeriod grace, BpfFlowReader? flows, Action disposed)
    {
        Link = link;
        Attachment = how;
        _attachment = attachment;
        _links = links;
        _grace = grace;
        _flows = flows;
        _disposed = disposed;

        // After the attach: packets between the two are counted twice in "uncounted", never not at all.
        ReadKernel();
        _kernelAtAttach = _kernel;
    }

    public LinkDescription Link { get; }

    public Attachment Attachment { get; }

    /// <summary>The kernel's ids of what is attached.</summary>
    public IReadOnlyList<uint> AttachedIds => _attachment.Ids;

    internal NicAttachment Programs => _attachment;

    public void CloseWindow(Action closed)
    {
        _readable = Readable.Nothing;
        _closedBank = _attachment.CloseBank();
        _closedAt = new MonotonicTime(Stopwatch.GetTimestamp());
        ReadKernel();
        _grace.Request(closed);
    }

    public InterfaceReading Read()
    {
        CheckInPlace();
        SumBank(_closedBank);
        _readable = Readable.ClosedBank;
        return Reading();
    }

    public FlowWindow? TakeFlows(string nic)
    {
        var readable = _readable;
        _readable = Readable.Nothing;
        return readable switch
        {
            Readable.ClosedBank => _flows?.Take(nic, _closedBank, _closedAt, _banks),
            Readable.All => _flows?.TakeRest(nic, _closedAt, _banks),
            _ => null,
        };
    }

    public InterfaceReading Finish()
    {
        try
        {
            // Before the detach, for the same reason as after the attach.
            ReadKernel();
            _attachment.Detach();
            _grace.Wait();
            _closedAt = new MonotonicTime(Stopwatch.GetTimestamp());
            SumBank(0);
            SumBank(1);
            _readable = Readable.All;
            return Reading();
        }
        catch (Exception refusal) when (Refusals.IsOne(refusal))
        {
            throw Failure(Refusals.KindOf(refusal, FailureKind.Read), refusal);
        }
    }

    public void Dispose()
    {
        _attachment.Dispose();
        var disposed = _disposed;
        _disposed = null;
        disposed?.Invoke();
    }

    private InterfaceReading Reading() => new(_closedAt, Attachment.Generation, new TrafficCounters(Counters(NmDirection.Rx), Counters(NmDirection.Tx)), _kernel, _kernelAtAttach);

    private DirectionCounters Counters(NmDirection direction) =>
        CounterDecoder.Decode(ref _banks[(int)direction, 0], ref _banks[(int)direction, 1]);

    private void SumBank(int bank)
    {
        _attachment.Sum(NmDirection.Rx, bank, out _banks[(int)NmDirection.Rx, bank]);
        _attachment.Sum(NmDirection.Tx, bank, out _banks[(int)NmDirection.Tx, bank]);
    }

    private void ReadKernel()
    {
        _isGone = !_links.TryReadStatistics(Link.Index, out var statistics);
        if (!_isGone)
        {
            _kernel = LinkDescriptions.Of(statistics);
        }
    }

    private void CheckInPlace()
    {
        try
        {
            _attachment.CheckInPlace();
        }
        catch (BpfException refusal)
        {
            var kind = refusal.Errno == Errno.ENOLINK ? FailureKind.Severed : FailureKind.Read;
            throw Failure(_isGone ? FailureKind.Gone : Refusals.KindOf(refusal, kind), refusal);
        }
    }

    private InterfaceFailure Failure(FailureKind kind, Exception refusal) => new(Link.Name, kind, refusal.Message, refusal);

    /// <summary>What has no writer now, and was not looked at for flows yet.</summary>
    private enum Readable
    {
        Nothing,
        ClosedBank,
        All,
    }
}
