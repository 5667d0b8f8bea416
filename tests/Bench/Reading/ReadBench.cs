using System.Globalization;
using System.Text.Json;
using NetMonitor.Lab;

namespace NetMonitor.Bench.Reading;

/// <summary>How long it takes from the end of the grace period to the published snapshot, and what it allocates: see <see cref="ReadRow"/>.</summary>
internal static class ReadBench
{
    private const int Rounds = 21;

    /// <summary>Enough for code to be compiled a last time: an agent reads for days.</summary>
    private const int RoundsBefore = 84;

    /// <summary>The reference configuration's; a ledger that is smaller than the window would fold most of it, which is another benchmark.</summary>
    private const int Capacity = 131072;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static void Run(TextWriter output)
    {
        output.WriteLine(Machine.Describe());
        output.WriteLine($"one NIC's window, from the end of the grace period to the snapshot, the caches cold; ms, the minimum of {Rounds} rounds");
        output.WriteLine($"{"slots",9}{"flows",9}{"capacity",10}{"counters",10}{"take",9}{"fold",9}{"publish",9}{"total",9}{"median",9}{"allocated",11}");
        var rows = new List<ReadRow>();
        foreach (var slots in new[] { 1024, 65536, 1 << 20 })
        {
            foreach (var flows in new[] { slots, slots / 2, 0 })
            {
                var row = Measure(slots, flows, Math.Max(Capacity, 2 * slots));
                rows.Add(row);
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{row.Slots,9}{row.Flows,9}{row.Capacity,10}{row.Counters,10:F3}{row.Take,9:F3}{row.Fold,9:F3}{row.Publish,9:F3}{row.Total,9:F3}{row.TotalMedian,9:F3}{row.AllocatedBytes,11}"));
            }
        }

        var file = Path.Combine(LabPaths.Root, "artifacts/bench/read.json");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, JsonSerializer.Serialize(rows, Indented));
        output.WriteLine(file);
    }

    private static ReadRow Measure(int slots, int flows, int capacity)
    {
        using var target = new ReadTarget(slots, flows, capacity);

        // The first rounds make the ledger know the flows, and the code what it becomes.
        for (var round = 0; round < RoundsBefore; round++)
        {
            _ = target.Read(target.Fill());
        }

        var rounds = new List<(double Counters, double Take, double Fold, double Publish, double Total, long Allocated)>();
        for (var round = 0; round < Rounds; round++)
        {
            var bank = target.Fill();
            var before = GC.GetAllocatedBytesForCurrentThread();
            var (counters, take, fold, publish) = target.Read(bank);
            rounds.Add((counters, take, fold, publish, counters + take + fold + publish, GC.GetAllocatedBytesForCurrentThread() - before));
        }

        return new ReadRow(
            slots,
            flows,
            capacity,
            rounds.Min(round => round.Counters),
            rounds.Min(round => round.Take),
            rounds.Min(round => round.Fold),
            rounds.Min(round => round.Publish),
            rounds.Min(round => round.Total),
            rounds.Select(round => round.Total).Order().ElementAt(Rounds / 2),
            rounds.Select(round => round.Allocated).Order().ElementAt(Rounds / 2));
    }
}
