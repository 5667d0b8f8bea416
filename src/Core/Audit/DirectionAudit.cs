using System.Collections.Immutable;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Audit;

/// <summary>How our count of one direction stands to the kernel's: a fold over the brackets of one attachment.</summary>
/// <remarks>The error is what two readings in a row agree on, the lesser of the two: counters are absolute, so what is missing is missing in both, while a packet
/// that was long under way in one has arrived by the next.</remarks>
public sealed record DirectionAudit
{
    /// <summary>Readings in a row that an error has to grow over to be called drifting, and not to grow over to be called so no more.</summary>
    public const int DriftReadings = 3;

    private DirectionAudit(Direction direction, AuditUnit unit, AuditBracket first) => (Direction, Unit, First, Baseline) = (direction, unit, first, first);

    public Direction Direction { get; }

    /// <summary>What the kernel's counter counts, as far as was known or showed.</summary>
    public AuditUnit Unit { get; private init; }

    /// <summary>Ours minus the kernel's, in packets as the kernel counts them; what earlier attachments and counters left is in it.</summary>
    public long Error => Settled + Present;

    /// <summary>The error of the present attachment by the newest reading alone, which the next one may take back.</summary>
    public long Newest { get; private init; }

    /// <summary>How many packets an error has to exceed to show at present: those of this grace period, and of the quietest one so far.</summary>
    public ulong Width { get; private init; }

    /// <summary>Packets by the kernel's count that were compared.</summary>
    public ulong Compared => SettledCompared + PresentCompared;

    /// <summary>The error as a share of the packets that were compared, signed; 0 where there were none.</summary>
    public double Ratio => Compared == 0 ? 0 : (double)Error / Compared;

    /// <summary>Ours minus the kernel's in bytes, at the last reading.</summary>
    public long ErrorBytes { get; private init; }

    /// <summary>The error has grown over several readings in a row.</summary>
    public bool IsDrifting { get; private init; }

    /// <summary>How often the kernel's counter stepped back, and the comparison began anew.</summary>
    public long Rebases { get; private init; }

    public ImmutableArray<AuditExplanation> Explanations { get; private init; } = [];

    /// <summary>What counts are compared from.</summary>
    private AuditBracket First { get; init; }

    /// <summary>What errors are found against: the narrowest one that showed none.</summary>
    private AuditBracket Baseline { get; init; }

    /// <summary>The kernel's counter was seen to stand still while packets passed: no single reading of it says much.</summary>
    private bool IsLate { get; init; }

    private AuditBracket? Last { get; init; }

    private long Settled { get; init; }

    private ulong SettledCompared { get; init; }

    private long Present { get; init; }

    private ulong PresentCompared { get; init; }

    private int Grown { get; init; }

    private int Steady { get; init; }

    /// <param name="baseline">The first bracket, or that of the first attachment where programs counted on while nobody read them.</param>
    public static DirectionAudit Begin(Direction direction, AuditUnit likely, AuditBracket baseline) => new(direction, likely, baseline);

    public DirectionAudit After(AuditBracket now, ulong tagged)
    {
        if (now.StepsBackFrom(Last ?? Baseline, Direction))
        {
            // Of the moment of the reset nothing is known but that it was at zero then.
            var baseline = now.StepsBackWithin(Direction) ? now with { Before = default } : now;
            return this with
            {
                First = baseline,
                Baseline = baseline,
                Last = baseline,
                Settled = Error,
                SettledCompared = Compared,
                Present = 0,
                Newest = 0,
                PresentCompared = 0,
                Rebases = Rebases + 1,
                Width = baseline.Packets(Direction, Unit).Width,
                ErrorBytes = 0,
                Explanations = [],
            };
        }

        var unit = Fitting(now);
        var difference = now.Packets(Direction, unit).Since(Baseline.Packets(Direction, unit));
        var present = Confirmed(now, unit);
        var before = unit == Unit ? Present : present;
        var grew = Math.Sign(present) != 0 && Math.Abs(present) > Math.Abs(before);
        var steady = grew ? 0 : Math.Min(Steady + 1, DriftReadings);
        var grown = grew ? Math.Min(Grown + 1, DriftReadings) : 0;
        var compared = now.KernelPacketsSince(First, Direction);
        var bytes = now.Bytes(Direction, unit).Since(First.Bytes(Direction, unit));
        var isLate = IsLate || StoodStill(now, unit);
        return this with
        {
            Unit = unit,
            Last = now,
            IsLate = isLate,
            Baseline = !isLate && present == 0 && IsBetter(now, unit) ? now : Baseline,
            Present = present,
            Newest = difference.Error,
            PresentCompared = compared,
            Width = difference.Width,
            ErrorBytes = bytes.Error,
            Grown = grown,
            Steady = steady,
            IsDrifting = grown >= DriftReadings || (IsDrifting && steady < DriftReadings),
            Explanations = Explained(now, unit, present, isLate, bytes, compared, tagged),
        };
    }

    /// <summary>Goes on from what an earlier attachment to the same NIC had to say.</summary>
    public DirectionAudit Following(DirectionAudit? earlier) => earlier is null ? this : this with
    {
        Settled = Settled + earlier.Error,
        SettledCompared = SettledCompared + earlier.Compared,
        Rebases = Rebases + earlier.Rebases,
    };

    /// <summary>Whether it would disagree with <paramref name="now"/>, be it only this once.</summary>
    internal bool Disagrees(AuditBracket now) => ErrorIn(now, Fitting(now)) != 0;

    /// <summary>The present unit as long as it fits, else the other one if it fits.</summary>
    private AuditUnit Fitting(AuditBracket now)
    {
        var other = Unit == AuditUnit.SuperPackets ? AuditUnit.WirePackets : AuditUnit.SuperPackets;
        return ErrorIn(now, Unit) != 0 && ErrorIn(now, other) == 0 && (Last is null || ErrorIn(Last, other) == 0) ? other : Unit;
    }

    private long ErrorIn(AuditBracket bracket, AuditUnit unit) => bracket.Packets(Direction, unit).Since(Baseline.Packets(Direction, unit)).Error;

    private long Confirmed(AuditBracket now, AuditUnit unit)
    {
        var (last, newest) = (Last is null ? 0 : ErrorIn(Last, unit), ErrorIn(now, unit));
        return Math.Sign(last) != Math.Sign(newest) ? 0 : Math.Abs(last) < Math.Abs(newest) ? last : newest;
    }

    private ImmutableArray<AuditExplanation> Explained(
        AuditBracket now, AuditUnit unit, long present, bool isLate, AuditDifference bytes, ulong compared, ulong tagged)
    {
        var found = present == 0 ? OfUnit(now, unit) : AuditFindings.OfPackets(Direction, present, Baseline, now, unit, isLate);
        return present == 0 && AuditFindings.OfBytes(bytes, compared, tagged) is { } ofBytes ? found.Add(ofBytes) : found;
    }

    private ImmutableArray<AuditExplanation> OfUnit(AuditBracket now, AuditUnit unit)
    {
        var folded = unchecked(now.Ours(Direction).Ours.Coalesced.Packets - First.Ours(Direction).Ours.Coalesced.Packets);
        return unit == AuditUnit.SuperPackets && folded > 0 ? [new(AuditCause.SuperPackets, IsEvident: true, folded)] : [];
    }

    /// <summary>A reading that agrees with what errors are found against, and with the one before, and knows twice as well: what is lost from now on shows sooner. What it
    /// may hide of before was hidden already.</summary>
    private bool IsBetter(AuditBracket now, AuditUnit unit)
    {
        var difference = now.Packets(Direction, unit);
        var baseline = Baseline.Packets(Direction, unit);
        return difference.Width <= baseline.Width / 2
            && baseline.Width > 0
            && difference.Since(baseline).Error == 0
            && Last is { } last
            && difference.Since(last.Packets(Direction, unit)).Error == 0;
    }

    private bool StoodStill(AuditBracket now, AuditUnit unit) => Last is { } last
        && now.KernelPacketsSince(last, Direction) == 0
        && now.Ours(Direction).Ours.In(unit) != last.Ours(Direction).Ours.In(unit);
}
