using NetMonitor.Core.Costs;

namespace NetMonitor.Actors.Costs;

/// <summary>What has to outlive an accountant that fails: otherwise a failure would restore precision, and the samples were in vain.</summary>
/// <remarks>Made with the props. One incarnation at a time uses it.</remarks>
public sealed class CostBook(CostSettings settings)
{
    private long _steps;

    public CpuShare Share { get; } = new(settings.Window);

    public CostBudget Budget { get; } = new(settings.Limits);

    public BudgetState State => new(Budget.Limits, Budget.Precision, Budget.Cause, Budget.IsHelpless, _steps);

    public FlowLimit Limit => FlowLimit.Of(Budget.Precision, settings.FlowWindow);

    /// <returns>True where the precision changed.</returns>
    public bool Enter(TimeSpan now, ProcessCost process)
    {
        Share.Add(now, process.Cpu);
        if (!Budget.Limits.IsAny || !Share.IsWhole || Share.Value is not { } share || !Budget.Follow(now, new BudgetLoad(share, process.ResidentBytes)))
        {
            return false;
        }

        _steps++;
        return true;
    }
}
