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
    TimeSpan ReadTime)
{
    /// <summary>Readings skipped over all generations, because the window before had not closed yet.</summary>
    public long LateReadings { get; init; }

    /// <summary>Where <see cref="Totals"/> come from, by the newest reading; null before the first one.</summary>
    public CountSource? Source { get; init; }

    /// <summary>What <see cref="Totals"/>, <see cref="Kernel"/>, the uncounted packets and the late readings are folded from.</summary>
    public InterfaceTotals History { get; init; } = InterfaceTotals.None;

    /// <summary>A NIC of which nothing was read yet.</summary>
    public static InterfaceState Initial(LinkDescription link) => new(
        link, InterfaceCondition.Attaching, "", null, 0, TrafficCounters.Zero, 0, 0, default, null, null, TimeSpan.Zero);

    /// <summary>After a reading: the NIC is counting, unless the reading is an old one of an attachment that is gone.</summary>
    public InterfaceState After(InterfaceSummary summary)
    {
        if (!History.IsOlderThan(summary.Reading))
        {
            return this;
        }

        var folded = Folded(summary);
        var gone = Attachment is null && History.LastAttachment?.Opened == summary.Attachment.Opened;
        return gone
            ? folded
            : folded with
            {
                Link = summary.Link,
                Condition = InterfaceCondition.Counting,
                Reason = "",
                Attachment = summary.Attachment,
                Rates = summary.Rates,
            };
    }

    /// <summary>After the last reading of an attachment that has ended: nothing but the account changes.</summary>
    public InterfaceState Finished(InterfaceSummary summary) => Folded(summary);

    /// <summary>After its attachment was lost or never made: there is no attachment until the next reading.</summary>
    /// <param name="reason">Empty only while <paramref name="condition"/> is <see cref="InterfaceCondition.Attaching"/>.</param>
    public InterfaceState Detached(LinkDescription link, InterfaceCondition condition, string reason, long restarts) => this with
    {
        Link = link,
        Condition = condition,
        Reason = reason,
        Attachment = null,
        Restarts = Math.Max(Restarts, restarts),
        Rates = null,
    };

    private InterfaceState Folded(InterfaceSummary summary)
    {
        var history = History.After(summary);
        return this with
        {
            History = history,
            Totals = history.Counted,
            UncountedRx = history.UncountedRx,
            UncountedTx = history.UncountedTx,
            Kernel = history.Kernel,
            LateReadings = history.LateReadings,
            ReadAt = history.LastReading?.At,
            ReadTime = history.ReadTime,
            Source = history.Source,
        };
    }
}
