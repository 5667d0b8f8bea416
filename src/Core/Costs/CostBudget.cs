namespace NetMonitor.Core.Costs;

/// <summary>The law by which precision follows the cost: lowered while a limit is passed, restored when the cost has long been well below it. One step
/// at a time, with a pause after each, in which the step shows what it did.</summary>
/// <remarks>A load that stays must not make it swing. Precision is restored when the load has eased, compared with what it was right after the step was
/// taken; where that does not show, as with flows off, it is tried after a wait that doubles with each trial in vain, up to <see cref="MostPatience"/>.
/// So under a constant load the steps get rarer and rarer, whatever each of them does.</remarks>
public sealed class CostBudget(BudgetLimits limits)
{
    /// <summary>So many times <see cref="BudgetLimits.RestoreAfter"/> until the first trial.</summary>
    public const int FirstPatience = 10;

    public static readonly TimeSpan MostPatience = TimeSpan.FromDays(1);

    /// <summary>A load that fell by less may be the same one.</summary>
    private const double Eased = 0.8;

    private readonly Stack<Taken> _taken = new();
    private TimeSpan? _changedAt;
    private TimeSpan? _calmSince;
    private TimeSpan? _easedSince;
    private TimeSpan? _patience;
    private bool _wasRestored;

    public BudgetLimits Limits { get; } = limits;

    public FlowPrecision Precision { get; private set; } = FlowPrecision.Full;

    /// <summary>What the step that was taken last was taken for; null at full precision.</summary>
    public BudgetCause? Cause => _taken.TryPeek(out var last) ? last.Cause : null;

    /// <summary>A limit is passed, and nothing is left to give up.</summary>
    public bool IsHelpless { get; private set; }

    private TimeSpan Patience
    {
        get => _patience ?? Least(FirstPatience * Limits.RestoreAfter, MostPatience);
        set => _patience = Least(value, MostPatience);
    }

    /// <returns>True where <see cref="Precision"/> has changed, by one step.</returns>
    /// <param name="now">Of any clock that only goes forward.</param>
    public bool Follow(TimeSpan now, BudgetLoad load)
    {
        if (_changedAt is { } changed && now - changed < Limits.CoolDown)
        {
            return false;
        }

        NoteWhatItDid(load);
        _calmSince = IsCalm(load) ? _calmSince ?? now : null;
        _easedSince = _calmSince is not null && HasEased(load) ? _easedSince ?? now : null;
        var over = Over(load);
        IsHelpless = over is { } cause && Precision.Lowered(cause) is null;
        if (over is { } passed)
        {
            return Precision.Lowered(passed) is { } lower && Lower(now, lower, passed);
        }

        if (_taken.Count == 0)
        {
            ForgetTrials(now);
            return false;
        }

        return (now - _easedSince >= Limits.RestoreAfter || now - _calmSince >= Patience) && Restore(now);
    }

    /// <summary>Over in parts: where both limits are passed, memory first, since it is what ends a process.</summary>
    private BudgetCause? Over(BudgetLoad load) =>
        load.MemoryBytes > Limits.MemoryBytes ? BudgetCause.Memory
        : load.Cpu > Limits.Cpu ? BudgetCause.Cpu
        : null;

    private bool IsCalm(BudgetLoad load) =>
        !(load.Cpu > Limits.RestoreBelow * Limits.Cpu) && !(load.MemoryBytes > Limits.RestoreBelow * Limits.MemoryBytes);

    /// <summary>Compared with what it was right after the last step was taken; the step before may have been given back since.</summary>
    private bool HasEased(BudgetLoad load) => _taken.TryPeek(out var last) && last is { Cause: var cause, After: { } after }
        && (cause == BudgetCause.Cpu ? load.Cpu <= Eased * after.Cpu : load.MemoryBytes <= Eased * after.MemoryBytes);

    private void NoteWhatItDid(BudgetLoad load)
    {
        if (_taken.TryPeek(out var last) && last.After is null)
        {
            last.After = load;
        }
    }

    private bool Lower(TimeSpan now, FlowPrecision lower, BudgetCause cause)
    {
        if (_wasRestored)
        {
            Patience *= 2;
        }

        _taken.Push(new Taken(Precision, cause));
        return Change(now, lower, wasRestored: false);
    }

    private bool Restore(TimeSpan now) => Change(now, _taken.Pop().Before, wasRestored: true);

    private bool Change(TimeSpan now, FlowPrecision precision, bool wasRestored)
    {
        (Precision, _changedAt, _calmSince, _easedSince, _wasRestored) = (precision, now, null, null, wasRestored);
        return true;
    }

    /// <summary>Full precision held for as long as it would have been waited for: the load is another one by now.</summary>
    private void ForgetTrials(TimeSpan now)
    {
        if (_calmSince is { } since && now - since >= Patience)
        {
            (_patience, _wasRestored) = (null, false);
        }
    }

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private sealed class Taken(FlowPrecision before, BudgetCause cause)
    {
        public FlowPrecision Before { get; } = before;

        public BudgetCause Cause { get; } = cause;

        /// <summary>The load at the end of the pause; null until then.</summary>
        public BudgetLoad? After { get; set; }
    }
}
