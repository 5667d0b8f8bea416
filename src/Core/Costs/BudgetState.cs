namespace NetMonitor.Core.Costs;

/// <summary>The budget as it stands.</summary>
/// <param name="Cause">Of the step that was taken last; null at full precision.</param>
/// <param name="IsHelpless">A limit is passed, and nothing is left to give up.</param>
/// <param name="Steps">How often precision was changed, either way, since the start.</param>
public sealed record BudgetState(BudgetLimits Limits, FlowPrecision Precision, BudgetCause? Cause, bool IsHelpless, long Steps);
