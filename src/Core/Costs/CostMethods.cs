namespace NetMonitor.Core.Costs;

public static class CostMethods
{
    /// <summary>As the faces say it.</summary>
    public static string Word(this CostMethod method) => method == CostMethod.RunStatistics ? "run_stats" : "test_run";
}
