using System.Globalization;
using NetMonitor.Actors.Configuration;
using NetMonitor.Actors.Costs;
using NetMonitor.Core.Costs;
using NetMonitor.Engine.Metrics;
using NetMonitor.Engine.Text;

namespace NetMonitor.Engine.Costs;

/// <summary>What all of it costs, for people.</summary>
public static class CostTable
{
    private const string Unknown = "-";

    public static string Of(CostView view)
    {
        var table = new TextTable(
            ("interface", false), ("maps", true), ("read cpu", true), ("allocated", true), ("wait", true), ("dir", false), ("program", false), ("per run", true), ("runs", true),
            ("method", false));
        foreach (var (name, cost) in view.Nics)
        {
            string[] nic =
            [
                name,
                Bytes(cost.MapBytes),
                cost.Read is { } read ? Time(read.Cpu) : Unknown,
                cost.Read is { } taken ? Bytes(taken.AllocatedBytes) : Unknown,
                cost.Read is { } waited ? Time(waited.Wait) : Unknown,
            ];
            if (cost.Programs.IsEmpty)
            {
                table.Row([.. nic, Unknown, Unknown, Unknown, Unknown, Unknown]);
            }

            foreach (var program in cost.Programs)
            {
                table.Row([.. nic, .. Of(program)]);
                nic = ["", "", "", "", ""];
            }
        }

        foreach (var note in view.Nics.Select(nic => nic.Cost.Note).Where(note => note.Length > 0).Distinct())
        {
            table.Line($"no run_stats: {note}");
        }

        table.Line(OfProcess(view.Report));
        table.Line(OfBudget(view.Report.Budget));
        table.Line(Quantity.Base);
        return table.ToString();
    }

    private static string[] Of(ProgramCost program) =>
    [
        TrafficLabels.Of(program.Direction),
        program.Program,
        string.Create(CultureInfo.InvariantCulture, $"{program.Nanoseconds:0.0} ns"),
        Quantity.Of((ulong)program.Runs),
        program.Method.Word(),
    ];

    private static string OfProcess(CostReport report)
    {
        var process = report.Process;
        var share = report.CpuShare is { } used ? $"{CostSettings.Words(used)} of one core, " : "";
        var own = process.PrivateBytes is { } bytes ? $", {Bytes(bytes)} private" : "";
        return $"process: {share}{Bytes(process.ResidentBytes)} resident{own}, {Bytes(report.MapBytes)} of BPF maps, {Bytes(process.HeapBytes)} heap";
    }

    private static string OfBudget(BudgetState budget)
    {
        if (!budget.Limits.IsAny)
        {
            return "budget: off";
        }

        var limits = string.Join(
            " and ",
            new[] { budget.Limits.Cpu is { } cpu ? $"{CostSettings.Words(cpu)} of one core" : null, budget.Limits.MemoryBytes is { } bytes ? ByteSize.Words(bytes) : null }.OfType<string>());
        var step = budget.Precision.Step == 0 ? "precision is full" : $"step {budget.Precision.Step} for {CostWords.Of(budget.Cause)}: {budget.Precision.Name}";
        return $"budget: {limits}; {step}{(budget.IsHelpless ? "; nothing is left to give up" : "")}";
    }

    private static string Bytes(long bytes) => Quantity.Of(bytes, "B");

    private static string Time(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.###} ms");
}
