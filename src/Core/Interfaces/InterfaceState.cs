using NetMonitor.Core.Audit;
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

    /// <summary>How <see cref="Totals"/> stand to the kernel's own counters; null where nothing was compared: before the first reading, and where the counts are
    /// the kernel's own or made up.</summary>
    public InterfaceAudit? Audit { get; init; }

    /// <summary>Where <see cref="Totals"/> come from, by the newest reading; null before the first one.</summary>
    public CountSource? Source { get; init; }

    /// <summary>What <see cref="Totals"/>, <see cref="Kernel"/>, the uncounted packets and the late readings are folded from.</summary>
    public InterfaceTotals History { get; init; } = InterfaceTotals.None;

    /// <summary>Where the host's total has this NIC's packets from.</summary>
    public TotalPlace Place { get; init; } = TotalPlace.Counted;

    /// <summary>What the host's total has from this NIC: what was counted while it was its place to be counted. Never steps back.</summary>
    public Tally InHostTotal { get; init; } = Tally.Zero;

    /// <summary>At some moment since the last reading the total had the packets from elsewhere. So this window stays out of it: some
    /// packets of it may be there already.</summary>
    public bool WasElsewhere { get; init; }

    /// <summary>Whether it is expected to count. One that failed and is tried again soon is: who lies on it does not take its place for a moment.</summary>
    public bool IsCounted => Condition is InterfaceCondition.Attaching or InterfaceCondition.Counting or InterfaceCondition.Failing;

    /// <summary>Whether the host's total has packets from this NIC itself.</summary>
    public bool IsInTotal => IsIn(Place);

    /// <summary>All that was counted, whether the host's total has it from here or not.</summary>
    public Tally OnItsOwn => new(Totals, UncountedRx, UncountedTx);

    /// <summary>A NIC of which nothing was read yet.</summary>
    public static InterfaceState Initial(LinkDescription link) => new(
        link, InterfaceCondition.Attaching, "", null, 0, TrafficCounters.Zero, 0, 0, default, null, null, TimeSpan.Zero);

    /// <summary>After a reading: the NIC is counting, unless the reading is an old one of an attachment that is gone.</summary>
    public InterfaceState After(InterfaceSummary summary)
    {
        if (!History.IsOlderThan(summary))
        {
            return this;
        }

        var folded = Folded(summary);
        return !IsNews(summary)
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

    /// <summary>A reading that is newer than all before, of an attachment that is not known to have ended.</summary>
    public bool IsNews(InterfaceSummary summary) =>
        History.IsOlderThan(summary) && (Attachment is not null || History.LastAttachment?.Opened != summary.Attachment.Opened);

    /// <summary>After the last reading of an attachment that has ended: nothing but the account changes.</summary>
    public InterfaceState Finished(InterfaceSummary summary) => Folded(summary);

    /// <summary>In another place of the stack, or the same.</summary>
    /// <remarks>Before the first reading of an attachment its place is being found out: a bond stands for its first member only until the second
    /// one is announced. That costs nothing of what it counted.</remarks>
    public InterfaceState At(TotalPlace place)
    {
        var wasElsewhere = WasElsewhere || (Attachment is null
            ? place is TotalPlace.Below or TotalPlace.Peer or TotalPlace.Route or TotalPlace.Partly
            : !IsIn(place));
        return place == Place && wasElsewhere == WasElsewhere ? this : this with { Place = place, WasElsewhere = wasElsewhere };
    }

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
        WasElsewhere = false,
    };

    private static bool IsIn(TotalPlace place) => place is TotalPlace.Counted or TotalPlace.Sent;

    private InterfaceState Folded(InterfaceSummary summary)
    {
        if (!History.IsOlderThan(summary))
        {
            return this;
        }

        var history = History.After(summary);
        return this with
        {
            InHostTotal = WasElsewhere ? InHostTotal : InHostTotal.After(Place, OnItsOwn, new Tally(history.Counted, history.UncountedRx, history.UncountedTx)),
            WasElsewhere = !IsIn(Place),
            History = history,
            Totals = history.Counted,
            UncountedRx = history.UncountedRx,
            UncountedTx = history.UncountedTx,
            Kernel = history.Kernel,
            LateReadings = history.LateReadings,
            Audit = history.Audit,
            ReadAt = history.LastReading?.At,
            ReadTime = history.ReadTime,
            Source = history.Source,
        };
    }
}
