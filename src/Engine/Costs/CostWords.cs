using NetMonitor.Core.Costs;

namespace NetMonitor.Engine.Costs;

/// <summary>As every face says it.</summary>
public static class CostWords
{
    public const string None = "none";

    public static string Of(BudgetCause? cause) => cause switch
    {
        BudgetCause.Cpu => "cpu",
        BudgetCause.Memory => "memory",
        _ => None,
    };
}
