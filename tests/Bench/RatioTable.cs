using System.Globalization;
using NetMonitor.Native.Abi;

namespace NetMonitor.Bench;

/// <summary>The product's XDP program beside the kernel's tables: ns over the floor, and how many times ours.</summary>
internal static class RatioTable
{
    public static void Write(IReadOnlyCollection<PacketRow> rows, TextWriter output)
    {
        string[] kinds = [.. rows.Select(row => row.Program).Where(program => program.EndsWith("hash", StringComparison.Ordinal)).Distinct()];
        output.WriteLine("ns over the floor at XDP, and how many times ours:");
        output.WriteLine($"{"frame",-8}{"flows",9}{NmNames.XdpProgram,9}{string.Concat(kinds.Select(kind => $"{kind,18}"))}");
        foreach (var ours in rows.Where(row => row is { Program: NmNames.XdpProgram, Flows: > 0 }))
        {
            var twins = kinds.Select(kind => rows.First(row => row.Program == kind && (row.Frame, row.Flows) == (ours.Frame, ours.Flows)).Nanoseconds);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{ours.Frame,-8}{ours.Flows,9}{ours.Nanoseconds,9:F1}{string.Concat(twins.Select(twin => string.Create(CultureInfo.InvariantCulture, $"{twin,10:F1} {twin / ours.Nanoseconds,6:F1}x")))}"));
        }
    }
}
