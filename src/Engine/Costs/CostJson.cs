using NetMonitor.Core.Costs;
using NetMonitor.Engine.Json;
using NetMonitor.Engine.Metrics;

namespace NetMonitor.Engine.Costs;

/// <summary>What all of it costs, as JSON: what <c>/api/v1/cost</c> and <c>net cost</c> answer.</summary>
public static class CostJson
{
    private static readonly JsonObject<ProgramCost> ProgramShape = new JsonObject<ProgramCost>(
        "program_cost", "What one run of one program takes. A run is a packet as the kernel passes it: behind GRO, one that was joined of many is one run.")
        .Text("program", "Its name in the object file", cost => cost.Program)
        .Text("direction", "Of the packets that it sees", cost => TrafficLabels.Of(cost.Direction), "rx", "tx")
        .Number("nanoseconds", "The mean of one run", cost => cost.Nanoseconds)
        .Integer("runs", "That were measured", cost => cost.Runs)
        .Text(
            "method",
            "run_stats: the program on the NIC, by the kernel's run statistics, their own cost included; test_run: a copy on one frame, less what a program takes that does nothing",
            cost => cost.Method.Word(),
            [.. Enum.GetValues<CostMethod>().Select(method => method.Word())]);

    private static readonly JsonObject<(string Interface, NicCost Cost)> NicShape = new JsonObject<(string Interface, NicCost Cost)>(
        "interface_cost", "What one attached NIC costs.")
        .Text("interface", "The NIC", nic => nic.Interface)
        .Integer("map_bytes", "BPF memory, all of it mapped; 0 where nothing is attached", nic => nic.Cost.MapBytes)
        .NumberOrNull("read_cpu_seconds", "Processor time of the last reading, its flows included; null before the first one", nic => nic.Cost.Read?.Cpu.TotalSeconds)
        .IntegerOrNull("read_allocated_bytes", "What it allocated for the collector", nic => nic.Cost.Read?.AllocatedBytes)
        .NumberOrNull("read_wait_seconds", "How long it waited for the kernel, asleep", nic => nic.Cost.Read?.Wait.TotalSeconds)
        .List("programs", "Those that were measured; none before the first measurement", ProgramShape, nic => nic.Cost.Programs)
        .Text("note", "Why the kernel's run statistics are not there; empty where they are", nic => nic.Cost.Note);

    private static readonly JsonObject<CostReport> ProcessShape = new JsonObject<CostReport>("process_cost", "What the process uses.")
        .Number("cpu_seconds", "Processor time since its start", report => report.Process.Cpu.TotalSeconds)
        .NumberOrNull("cpu_ratio", "Share of one core over netmonitor.budget.window; null until two samples lie apart", report => report.CpuShare)
        .Integer("resident_bytes", "Memory in RAM, mapped BPF memory included", report => report.Process.ResidentBytes)
        .IntegerOrNull("private_bytes", "Anonymous memory in RAM; null where the system does not tell", report => report.Process.PrivateBytes)
        .Integer("map_bytes", "BPF memory of all NICs", report => report.MapBytes)
        .Integer("heap_bytes", "The collector's heap after its last collection", report => report.Process.HeapBytes)
        .Integer("allocated_bytes", "Since the start", report => report.Process.AllocatedBytes)
        .Integer("collections", "Since the start", report => report.Process.Collections)
        .Number("collector_pause_seconds", "Since the start: how long all threads stood still for the collector", report => report.Process.CollectorPause.TotalSeconds);

    private static readonly JsonObject<BudgetState> BudgetShape = new JsonObject<BudgetState>(
        "budget", "What the process may cost, and what was given up for it. Counting packets is never given up.")
        .NumberOrNull("cpu_ratio", "Share of one core (netmonitor.budget.cpu); null where it is off", budget => budget.Limits.Cpu)
        .IntegerOrNull("memory_bytes", "Resident (netmonitor.budget.memory); null where it is off", budget => budget.Limits.MemoryBytes)
        .Integer("step", "0 for full precision", budget => budget.Precision.Step)
        .Text("precision", "The step's name", budget => budget.Precision.Name, [.. FlowPrecision.All.Select(precision => precision.Name)])
        .Text("cause", "Which limit the last step was taken for; none at full precision", budget => CostWords.Of(budget.Cause), "cpu", "memory", CostWords.None)
        .Truth("is_helpless", "A limit is passed and nothing is left to give up", budget => budget.IsHelpless)
        .Integer("steps", "How often precision was changed, either way, since the start", budget => budget.Steps);

    public static JsonObject<CostView> Shape { get; } = new JsonObject<CostView>("cost", "What NetMonitor costs on this host.")
        .Object("process", "The process that counts", ProcessShape, view => view.Report)
        .Object("budget", "What it may cost", BudgetShape, view => view.Report.Budget)
        .List("interfaces", "The NICs that are attached, by name", NicShape, view => view.Nics);
}
