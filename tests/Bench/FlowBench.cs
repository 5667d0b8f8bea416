using NetMonitor.Native.Abi;

namespace NetMonitor.Bench;

/// <summary>What flows cost: the product's programs with a table that they fit into, and the kernel's own tables under the same key.</summary>
internal static class FlowBench
{
    private const int Repeats = 500_000;
    private const int RingBytes = 1 << 24;
    private static readonly (int Flows, int Slots, int Rounds)[] Sizes = [(1, 1024, 11), (1 << 16, 1 << 18, 9), (1 << 19, 1 << 21, 5)];
    private static readonly string[] Kinds = ["hash", "percpu_hash", "lru_hash", "lru_percpu_hash"];
    private static readonly (string Hook, string Program)[] Ours =
        [("xdp", NmNames.XdpProgram), ("tc-ingress", NmNames.IngressProgram), ("tc-egress", NmNames.EgressProgram)];

    /// <summary>A row as soon as it is there.</summary>
    public static IEnumerable<PacketRow> Measure()
    {
        using var floors = BenchObject.Floors();
        foreach (var (flows, slots, rounds) in Sizes)
        {
            using var source = new FlowSource(flows);
            foreach (var (name, frame) in Frames(flows))
            {
                foreach (var (hook, program) in Ours)
                {
                    using var target = new FlowTarget(program, slots, RingBytes, oneAtATime: true);
                    var floor = floors.ProgramDescriptor(hook == "xdp" ? "floor_xdp" : "floor_tc");
                    WarmUp(source, hook, target.Descriptor, frame, target.Drain);
                    var before = target.Count();
                    var row = Interleaved(source, hook, program, name, frame, target.Descriptor, floor, rounds, target.Drain);
                    var after = target.Count();
                    yield return row with { Slots = slots, Evicted = Math.Round((after.Evicted - before.Evicted) / (after.Packets - before.Packets), 3) };
                }

                foreach (var kind in Kinds)
                {
                    using var twin = BenchObject.Twin(kind, Math.Max(1024, 2 * flows));
                    var program = twin.ProgramDescriptor($"bench_{kind}_xdp");
                    WarmUp(source, "xdp", program, frame, () => { });
                    yield return Interleaved(source, "xdp", kind, name, frame, program, floors.ProgramDescriptor("floor_xdp"), rounds, () => { })
                        with
                    { Slots = Math.Max(1024, 2 * flows) };
                }
            }
        }
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Frames(int flows)
    {
        string[] names = flows == 1 ? ["tcp4", "udp4", "tcp6", "vlan4"] : ["tcp4", "tcp6"];
        return BenchFrames.All.Where(frame => names.Contains(frame.Name));
    }

    /// <summary>Four packets per flow leave 2 in 100 unseen.</summary>
    private static void WarmUp(FlowSource source, string hook, int program, byte[] frame, Action afterwards)
    {
        var run = source.Aim(hook, program);
        for (var left = Math.Max(4L * source.Flows, Repeats); left > 0; left -= Repeats)
        {
            _ = FlowSource.Run(run, frame, Repeats);
            afterwards();
        }
    }

    private static PacketRow Interleaved(
        FlowSource source, string hook, string name, string frameName, byte[] frame, int program, int floorProgram, int rounds, Action afterwards)
    {
        var (ours, floor) = (double.MaxValue, double.MaxValue);
        for (var round = 0; round < rounds; round++)
        {
            floor = Math.Min(floor, FlowSource.Run(source.Aim(hook, floorProgram), frame, Repeats));
            ours = Math.Min(ours, FlowSource.Run(source.Aim(hook, program), frame, Repeats));
            afterwards();
        }

        return new PacketRow(hook, name, frameName, source.Flows, Math.Round(ours - floor, 2), Math.Round(floor, 2));
    }
}
