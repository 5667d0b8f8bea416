using NetMonitor.Native.Abi;

namespace NetMonitor.Bench;

/// <summary>Far more flows than slots: nearly each packet evicts a flow.</summary>
internal static class OverloadBench
{
    private const int Flows = 1 << 22;
    private const int Slots = 1 << 16;
    private const int Repeats = 500_000;
    private const int Rounds = 9;
    private const int LongRepeats = 3_000_000;
    private const int LongRounds = 5;
    private const int LargeRing = 1 << 24;
    private const int SmallestRing = 4096;

    public static IEnumerable<PacketRow> Measure()
    {
        using var floors = BenchObject.Floors();
        using var source = new FlowSource(Flows);
        var frame = BenchFrames.All.Single(frame => frame.Name == "tcp4").Bytes;
        foreach (var (hook, program, floorName) in new[] { ("xdp", NmNames.XdpProgram, "floor_xdp"), ("tc-ingress", NmNames.IngressProgram, "floor_tc") })
        {
            var floor = floors.ProgramDescriptor(floorName);
            using (var drained = new FlowTarget(program, Slots, LargeRing, oneAtATime: true))
            using (new RingReader(drained))
            {
                yield return Alone(source, hook, $"{program} ring drained", frame, drained, floor);
            }

            using (var full = new FlowTarget(program, Slots, SmallestRing, oneAtATime: true))
            {
                yield return Alone(source, hook, $"{program} ring full", frame, full, floor);
            }

            using var contended = new FlowTarget(program, Slots, SmallestRing, oneAtATime: false);
            yield return Contended(source, hook, $"{program} ring full, {Environment.ProcessorCount} CPUs", frame, contended, floor);
        }

        using var lru = BenchObject.Twin("lru_hash", Slots);
        var twin = lru.ProgramDescriptor("bench_lru_hash_xdp");
        var (nanoseconds, floorNanoseconds) = Minimum(source, "xdp", frame, twin, floors.ProgramDescriptor("floor_xdp"));
        yield return Row("xdp", "lru_hash", nanoseconds, floorNanoseconds, Slots);
    }

    private static PacketRow Alone(FlowSource source, string hook, string name, byte[] frame, FlowTarget target, int floorProgram)
    {
        // Fills the table, and the ring where nobody reads it.
        _ = FlowSource.Run(source.Aim(hook, target.Descriptor), frame, Repeats);
        var before = target.Count();
        var (ours, floor) = Minimum(source, hook, frame, target.Descriptor, floorProgram);
        return Shares(Row(hook, name, ours, floor, Slots), before, target.Count());
    }

    private static (double Ours, double Floor) Minimum(FlowSource source, string hook, byte[] frame, int program, int floorProgram)
    {
        var (ours, floor) = (double.MaxValue, double.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            floor = Math.Min(floor, FlowSource.Run(source.Aim(hook, floorProgram), frame, Repeats));
            ours = Math.Min(ours, FlowSource.Run(source.Aim(hook, program), frame, Repeats));
        }

        return (ours, floor);
    }

    /// <summary>The median of rounds: the quickest round is the one in which the CPUs met least. Rounds are long, for the kernel starts XDP
    /// runs some milliseconds apart.</summary>
    private static PacketRow Contended(FlowSource source, string hook, string name, byte[] frame, FlowTarget target, int floorProgram)
    {
        var (ours, floor) = (new List<double>(), new List<double>());
        var before = target.Count();
        for (var round = 0; round < LongRounds; round++)
        {
            floor.Add(OnAllCpus(source.Aim(hook, floorProgram), frame));
            ours.Add(OnAllCpus(source.Aim(hook, target.Descriptor), frame));
        }

        return Shares(Row(hook, name, ours.Order().ElementAt(LongRounds / 2), floor.Order().ElementAt(LongRounds / 2), Slots), before, target.Count());
    }

    private static double OnAllCpus(int program, byte[] frame) =>
        PinnedThreads.Run(Environment.ProcessorCount, () => FlowSource.Run(program, frame, LongRepeats)).Average();

    private static PacketRow Row(string hook, string name, double ours, double floor, int slots) =>
        new(hook, name, "tcp4", Flows, Math.Round(ours - floor, 2), Math.Round(floor, 2)) { Slots = slots };

    private static PacketRow Shares(PacketRow row, (double Packets, double Evicted, double Overflow) before, (double Packets, double Evicted, double Overflow) after) => row with
    {
        Evicted = Math.Round((after.Evicted - before.Evicted) / (after.Packets - before.Packets), 3),
        Overflow = Math.Round((after.Overflow - before.Overflow) / (after.Packets - before.Packets), 3),
    };
}
