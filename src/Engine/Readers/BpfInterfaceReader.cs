using System.Diagnostics;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Core.Audit;
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
    private readonly FlowLease? _lease;

    /// <summary>By direction and bank, as of when the bank was last closed.</summary>
    private readonly NmCounters[,] _banks = new NmCounters[(int)NmLimit.Directions, (int)NmLimit.Banks];

    private readonly KernelBracket _bracket;
    private readonly KernelCounters _kernelAtAttach;
    private KernelCounters _kernel;
    private MonotonicTime _closedAt;
    private int? _closedBank;
    private bool _slicesGivenUp;
    private Readable _readable;
    private bool _isGone;

    /// <param name="flows">Null where there are never any, and so is <paramref name="lease"/>, which ends with this.</param>
    internal BpfInterfaceReader(
        LinkDescription link, Attachment how, NicAttachment attachment, Rtnetlink links, GracePeriod grace, BpfFlowReader? flows, FlowLease? lease)
    {
        Link = link;
        Attachment = how;
        _attachment = attachment;
        _links = links;
        _grace = grace;
        _flows = flows;
        _lease = lease;
        _bracket = new KernelBracket(link, links, hasOurXdp: how.Mode is AttachMode.Native or AttachMode.Generic, BaselineOf(attachment));

        // After the attach: packets between the two are counted twice in "uncounted", never not at all.
        ReadKernel();
        _kernelAtAttach = attachment.KernelAtAttach is { } statistics ? LinkDescriptions.Of(statistics) : _kernel;
        if (attachment.IsAdopted)
        {
            // The other bank is summed when it is closed; this one may have been closed a moment ago.
            _grace.Wait();
            SumBank(1 - attachment.ActiveBank);
        }
    }

    public LinkDescription Link { get; }

    public Attachment Attachment { get; private set; }

    /// <summary>The kernel's ids of what is attached.</summary>
    public IReadOnlyList<uint> AttachedIds => _attachment.Ids;

    internal NicAttachment Programs => _attachment;

    /// <summary>As of now; on the thread that reads.</summary>
    /// <exception cref="BpfException">A descriptor is closed.</exception>
    internal NicHoldings Holdings => new(_attachment.MapBytes, [.. _attachment.LoadedPrograms]);

    /// <summary>Whether a better rung of the ladder would take the NIC, as it is described now.</summary>
    internal Func<LinkDescription, bool> FindsBetter { get; init; } = static _ => false;

    public bool HasBetter(LinkDescription link) => FindsBetter(link);

    public void CloseWindow(Action closed)
    {
        _readable = Readable.Nothing;

        // Before the bank is closed: what a driver counts behind our programs is then in ours.
        try
        {
            ReadKernel();
        }
        catch (NetlinkException refusal)
        {
            throw Failure(Refusals.KindOf(refusal, FailureKind.Read), refusal);
        }

        _closedBank = _attachment.CloseBank();
        _closedAt = new MonotonicTime(Stopwatch.GetTimestamp());
        _grace.Request(closed);
    }

    public InterfaceReading Read()
    {
        CheckInPlace();
        if (_closedBank is { } bank)
        {
            SumBank(bank);
            _readable = Readable.ClosedBank;
        }

        return _isGone ? Reading() : _bracket.Close(Reading(), CountedNow(NmDirection.Rx), CountedNow(NmDirection.Tx));
    }

    public FlowWindow? TakeFlows(string nic)
    {
        var readable = _readable;
        _readable = Readable.Nothing;
        if (readable == Readable.All)
        {
            return _flows?.TakeRest(nic, _closedAt, _banks);
        }

        var window = readable == Readable.ClosedBank ? _flows?.Take(nic, _closedBank!.Value, _closedAt, _banks) : null;
        if (window is not null)
        {
            GiveSlices(window);
        }

        return window;
    }

    public string? ChangeFlows(int slots) =>
        _flows is null || _lease is null ? Attachment.Flows.Reason : ChangeFlows(_flows, _lease, slots);

    public void LengthenFlows(TimeSpan least) => _flows?.Lengthen(least);

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

    public InterfaceReading LeaveCounting()
    {
        if (!_attachment.IsPinned)
        {
            return Finish();
        }

        try
        {
            if (_closedBank is { } closing)
            {
                // It is about to be opened again: what it has now belongs to this reading.
                _grace.Wait();
                SumBank(closing);
            }

            var bank = _attachment.CloseBank();
            (_closedBank, _closedAt) = (bank, new MonotonicTime(Stopwatch.GetTimestamp()));
            ReadKernel();
            _grace.Wait();
            SumBank(bank);
            _readable = Readable.ClosedBank;
            return Reading();
        }
        catch (Exception refusal) when (Refusals.IsOne(refusal))
        {
            throw Failure(Refusals.KindOf(refusal, FailureKind.Read), refusal);
        }
    }

    /// <summary>Null where the first reading has to do: nobody knows what a window that was counted by others began with.</summary>
    private static AuditBracket? BaselineOf(NicAttachment attachment) =>
        attachment is { IsAdopted: true, KernelBeforeAttach: { } before, KernelAtAttach: { } after }
            ? AuditBracket.AtAttach(LinkDescriptions.Of(before), LinkDescriptions.Of(after))
            : null;

    public void Dispose()
    {
        _attachment.Dispose();
        _lease?.Dispose();
    }

    private InterfaceReading Reading() => new(_closedAt, Attachment.Generation, new TrafficCounters(Counters(NmDirection.Rx), Counters(NmDirection.Tx)), _kernel, _kernelAtAttach);

    private AuditCount CountedNow(NmDirection direction)
    {
        _attachment.SumNow(direction, out var total, out var coalesced);
        _attachment.Carried(direction, out var carried);
        return new AuditCount(CounterDecoder.Of(total) + CounterDecoder.Of(carried.Total), CounterDecoder.Of(coalesced) + CounterDecoder.Of(carried.Coalesced));
    }

    private DirectionCounters Counters(NmDirection direction)
    {
        _attachment.Carried(direction, out var sum);
        NmCounters.Add(ref sum, ref _banks[(int)direction, 0]);
        return CounterDecoder.Decode(in sum, ref _banks[(int)direction, 1]);
    }

    private string? ChangeFlows(BpfFlowReader flows, FlowLease lease, int slots)
    {
        var before = Attachment.Flows;
        var grant = lease.Ask(slots);
        if (grant.Size is null && slots > 0)
        {
            // To have what it had is better than to have nothing.
            lease.Return(before);
            return grant.Room.Reason;
        }

        try
        {
            using var retired = _attachment.Reload(grant.Size);
            _closedAt = new MonotonicTime(Stopwatch.GetTimestamp());
            ReadKernel();
            _grace.Wait();
            Carry(flows, retired);
            if (retired.Refusal is { } refusal)
            {
                throw refusal;
            }

            // A window that was closing has nothing to add: all before is carried, and the rest comes with the next one.
            (_closedBank, _readable) = (null, Readable.Nothing);
            Array.Clear(_banks);
            flows.Continue(_attachment.Flows, _attachment.Marks);
            Attachment = Attachment with { Flows = grant.Room };
            return null;
        }
        catch (BpfException refusal)
        {
            // Where the former programs could not be put back, the next reading finds that out.
            lease.Return(before);
            return refusal.Message;
        }
    }

    private void Carry(BpfFlowReader flows, RetiredPrograms retired)
    {
        var counted = new NmCounters[(int)NmLimit.Directions, (int)NmLimit.Banks];
        for (var bank = 0; bank < (int)NmLimit.Banks; bank++)
        {
            retired.Sum(NmDirection.Rx, bank, out counted[(int)NmDirection.Rx, bank]);
            retired.Sum(NmDirection.Tx, bank, out counted[(int)NmDirection.Tx, bank]);
        }

        flows.Carry(retired.Flows, counted, wereOurs: retired.Refusal is null);
        _attachment.Carry(retired);
    }

    /// <summary>A CPU that came online after the attachment counts into the overflow until the table has a slice for it.</summary>
    private void GiveSlices(FlowWindow window)
    {
        if (_slicesGivenUp
            || (window.Rx.OverflowBy(OverflowReason.NoSlice) == default && window.Tx.OverflowBy(OverflowReason.NoSlice) == default)
            || !CpusChanged())
        {
            return;
        }

        // Where it is refused, the overflow goes on to say what is missing; to try again with each window would cost more than it may gain.
        _slicesGivenUp = ChangeFlows(Attachment.Flows.Wanted) is not null;
    }

    /// <summary>Where the kernel does not tell, the next window may: it is no reason to stop counting.</summary>
    private bool CpusChanged()
    {
        try
        {
            return _attachment.CpusChanged;
        }
        catch (BpfException)
        {
            return false;
        }
    }

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
