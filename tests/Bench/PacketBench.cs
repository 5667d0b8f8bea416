using System.Globalization;
using System.Text.Json;
using NetMonitor.Lab;
using NetMonitor.Native.Abi;
using NetMonitor.Native.Bpf;

namespace NetMonitor.Bench;

/// <summary>What one packet costs: BPF_PROG_TEST_RUN, each program and its floor in turn within each round, the minimum over the rounds.</summary>
internal static class PacketBench
{
    private const int Rounds = 15;
    private const int Repeats = 500_000;

    public static void Run(TextWriter output)
    {
        output.WriteLine($"{Machine.Describe()}; {Repeats:N0} repeats, minimum of interleaved rounds, ns per packet");
        output.WriteLine($"{"hook",-12}{"program",-32}{"frame",-20}{"flows",9}{"ns",9}{"floor",8}{"slots",9}{"evicted",9}{"overflow",9}");
        var rows = new List<PacketRow>();
        foreach (var row in Counters().Concat(FlowBench.Measure()).Concat(OverloadBench.Measure()))
        {
            rows.Add(row);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Hook,-12}{row.Program,-32}{row.Frame,-20}{row.Flows,9}{row.Nanoseconds,9:F2}{row.FloorNanoseconds,8:F2}{row.Slots,9}{row.Evicted,9:P1}{row.Overflow,9:P1}").TrimEnd());
        }

        var slowest = rows.Where(row => row.Flows == 0).MaxBy(row => row.Nanoseconds)!;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"slowest without flows: {slowest.Nanoseconds:F2} ns over the floor ({slowest.Frame})"));
        RatioTable.Write(rows, output);
        Write(rows, output);
    }

    /// <summary>Without flows.</summary>
    private static IEnumerable<PacketRow> Counters()
    {
        using var floor = BenchObject.Floors();
        using var ours = NicPrograms.Load(ObjectImage.Read(LabPaths.BpfObject), hasEthernet: true, NmNames.XdpProgram, NmNames.IngressProgram, NmNames.EgressProgram);
        (string Hook, string Program, int Ours, int Floor)[] programs =
        [
            ("xdp", "yardstick", floor.ProgramDescriptor("yardstick_xdp"), floor.ProgramDescriptor("floor_xdp")),
            ("xdp", NmNames.XdpProgram, ours.Descriptor(NmNames.XdpProgram), floor.ProgramDescriptor("floor_xdp")),
            ("tc-ingress", NmNames.IngressProgram, ours.Descriptor(NmNames.IngressProgram), floor.ProgramDescriptor("floor_tc")),
            ("tc-egress", NmNames.EgressProgram, ours.Descriptor(NmNames.EgressProgram), floor.ProgramDescriptor("floor_tc")),
        ];
        foreach (var (hook, program, descriptor, floorDescriptor) in programs)
        {
            foreach (var (name, bytes) in BenchFrames.All)
            {
                yield return Measure(hook, program, name, descriptor, floorDescriptor, bytes);
            }
        }
    }

    private static PacketRow Measure(string hook, string program, string frame, int descriptor, int floorDescriptor, byte[] bytes)
    {
        var (ours, floor) = (double.MaxValue, double.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            floor = Math.Min(floor, PerPacket(floorDescriptor, bytes));
            ours = Math.Min(ours, PerPacket(descriptor, bytes));
        }

        return new PacketRow(hook, program, frame, 0, Math.Round(ours - floor, 2), Math.Round(floor, 2));
    }

    private static double PerPacket(int program, byte[] bytes) => ProgramRun.Of(program, bytes, repeat: Repeats).CpuNanoseconds * 1.0 / Repeats;

    private static void Write(List<PacketRow> rows, TextWriter output)
    {
        var path = Path.Combine(LabPaths.Root, "artifacts", "bench", "packet.json");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, JsonSerializer.Serialize(rows, new JsonSerializerOptions { WriteIndented = true }));
        output.WriteLine($"written to {Path.GetRelativePath(LabPaths.Root, path)}");
    }
}
