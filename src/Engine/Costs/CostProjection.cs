using NetMonitor.Core.Costs;
using NetMonitor.Engine.Metrics;

namespace NetMonitor.Engine.Costs;

/// <summary>The series that the cost stands for. What was not measured has none.</summary>
public static class CostProjection
{
    public static IEnumerable<Sample> Of(CostView view) =>
        OfProcess(view.Report).Concat(OfBudget(view.Report.Budget)).Concat(view.Nics.SelectMany(nic => OfNic(nic.Interface, nic.Cost)));

    private static IEnumerable<Sample> OfProcess(CostReport report)
    {
        if (report.CpuShare is { } share)
        {
            yield return new(MetricCatalogue.CpuShare, [], share);
        }

        var process = report.Process;
        if (process.PrivateBytes is { } bytes)
        {
            yield return new(MetricCatalogue.PrivateMemory, [], bytes);
        }

        yield return new(MetricCatalogue.MappedMemory, [], report.MapBytes);
        yield return new(MetricCatalogue.HeapMemory, [], process.HeapBytes);
        yield return new(MetricCatalogue.AllocatedMemory, [], process.AllocatedBytes);
        yield return new(MetricCatalogue.Collections, [], process.Collections);
        yield return new(MetricCatalogue.CollectorPause, [], process.CollectorPause.TotalSeconds);
    }

    private static IEnumerable<Sample> OfBudget(BudgetState budget)
    {
        yield return new(MetricCatalogue.BudgetStep, [], budget.Precision.Step);
        yield return new(MetricCatalogue.BudgetInfo, [budget.Precision.Name, CostWords.Of(budget.Cause)], 1);
        yield return new(MetricCatalogue.BudgetSteps, [], budget.Steps);
        if (budget.Limits.Cpu is { } cpu)
        {
            yield return new(MetricCatalogue.BudgetCpu, [], cpu);
        }

        if (budget.Limits.MemoryBytes is { } memory)
        {
            yield return new(MetricCatalogue.BudgetMemory, [], memory);
        }
    }

    private static IEnumerable<Sample> OfNic(string name, NicCost cost)
    {
        yield return new(MetricCatalogue.MapBytes, [name], cost.MapBytes);
        if (cost.Read is { } read)
        {
            yield return new(MetricCatalogue.ReadCpu, [name], read.Cpu.TotalSeconds);
            yield return new(MetricCatalogue.ReadAllocated, [name], read.AllocatedBytes);
            yield return new(MetricCatalogue.ReadWait, [name], read.Wait.TotalSeconds);
        }

        foreach (var program in cost.Programs)
        {
            string[] labels = [name, TrafficLabels.Of(program.Direction), program.Program, program.Method.Word()];
            yield return new(MetricCatalogue.ProgramRun, [.. labels], program.Nanoseconds / 1e9);
            yield return new(MetricCatalogue.ProgramRuns, [.. labels], program.Runs);
        }
    }
}
