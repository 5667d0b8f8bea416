using NetMonitor.Core.Audit;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Interfaces;

/// <summary>One NIC's account over all its generations: a fold over summaries.</summary>
/// <remarks>Summaries hold state, so the newest of a generation makes up for all before it: a repeated, lost or late one changes
/// nothing. No figure ever steps back.</remarks>
public sealed record InterfaceTotals
{
    private InterfaceTotals()
    {
    }

    /// <summary>Nothing read yet.</summary>
    public static InterfaceTotals None { get; } = new();

    /// <summary>Sum of what each generation counted.</summary>
    public TrafficCounters Counted { get; private init; } = TrafficCounters.Zero;

    /// <summary>The kernel's counters, going on where they stood when the device was made anew under the same name.</summary>
    public KernelCounters Kernel { get; private init; }

    /// <summary>Packets between the last reading of each generation and the attachment of the next.</summary>
    public ulong UncountedRx { get; private init; }

    /// <summary>As <see cref="UncountedRx"/>.</summary>
    public ulong UncountedTx { get; private init; }

    public long LateReadings { get; private init; }

    /// <summary>How what was counted stands to the kernel's own counters, over all generations; null where the present source has nothing to compare.</summary>
    public InterfaceAudit? Audit { get; private init; }

    public InterfaceReading? LastReading => Last?.Reading;

    public Attachment? LastAttachment => Last?.Attachment;

    public CountSource? Source => Last?.Attachment.Mode.Source();

    public TimeSpan ReadTime => Last?.ReadTime ?? TimeSpan.Zero;

    private InterfaceSummary? Last { get; init; }

    /// <summary>The last reading of the generation before the last one.</summary>
    private InterfaceReading? Left { get; init; }

    /// <summary>Of the generations before the last one.</summary>
    private InterfaceAudit? AuditBefore { get; init; }

    /// <summary>Readings are ordered by the opening of the NIC that they are of, then by time: a later opening may go on with an earlier account.</summary>
    public bool IsOlderThan(InterfaceSummary summary) =>
        Last is not { } last
        || (last.Attachment.Opened, last.Reading.At.Nanoseconds).CompareTo((summary.Attachment.Opened, summary.Reading.At.Nanoseconds)) < 0;

    public InterfaceTotals After(InterfaceSummary summary)
    {
        var reading = summary.Reading;
        if (Last is null)
        {
            return new InterfaceTotals
            {
                Counted = reading.Counters,
                Kernel = reading.Kernel,
                LateReadings = summary.LateReadings,
                Audit = reading.Audit,
                Last = summary,
            };
        }

        if (!IsOlderThan(summary))
        {
            return this;
        }

        var last = Last.Reading;
        var sameDevice = summary.Link.Index == Last.Link.Index;
        var kernel = Kernel + (sameDevice ? reading.Kernel.Since(last.Kernel) : reading.Kernel);
        var sameAccount = reading.Generation == last.Generation;
        var sameOpening = summary.Attachment.Opened == Last.Attachment.Opened;

        // One that was left for a lesser source meanwhile is gone on with where it was left.
        var basis = sameAccount ? last.Counters : Left?.Generation == reading.Generation ? Left.Counters : null;

        // An account that is gone on with has no gap, unless it says that it began again.
        var hasGap = !sameAccount || reading.KernelAtAttach != last.KernelAtAttach;
        return this with
        {
            Counted = Counted + (basis is null ? reading.Counters : reading.Counters.Since(basis)),
            Left = sameAccount ? Left : last,
            Kernel = kernel,
            UncountedRx = UncountedRx + (hasGap ? Missed(reading.KernelAtAttach.RxPackets, last.Kernel.RxPackets, sameDevice) : 0),
            UncountedTx = UncountedTx + (hasGap ? Missed(reading.KernelAtAttach.TxPackets, last.Kernel.TxPackets, sameDevice) : 0),
            LateReadings = LateReadings + (sameOpening ? Math.Max(0, summary.LateReadings - Last.LateReadings) : summary.LateReadings),
            AuditBefore = sameOpening ? AuditBefore : Audit,
            Audit = reading.Audit?.Following(sameOpening ? AuditBefore : Audit) ?? (sameOpening || summary.Attachment.Mode.Source() == CountSource.Wire ? Audit : null),
            Last = summary,
        };
    }

    /// <summary>A new device was made after the last reading, so all that passed it before the attachment was missed. The same
    /// device with a lower figure was reset at an unknown moment: what it missed is not known, and no number is made up.</summary>
    private static ulong Missed(ulong atAttach, ulong atLastReading, bool sameDevice) =>
        !sameDevice ? atAttach
        : atAttach > atLastReading ? atAttach - atLastReading
        : 0;
}
