using System.Collections.Immutable;
using NetMonitor.Lab;
using NetMonitor.Native.Abi;
using NetMonitor.Native.Bpf;

namespace NetMonitor.Native.Tests.Bpf;

/// <summary>All programs with a flow table, attached to nothing.</summary>
internal sealed class FlowPrograms : IDisposable
{
    /// <summary>One page: 42 evictions of 96 bytes.</summary>
    public const int SmallestRing = 4096;

    private readonly NicPrograms _programs;

    private FlowPrograms(NicPrograms programs) => _programs = programs;

    public FlowTable Table => _programs.Flows!;

    public int Bank => _programs.ActiveBank;

    /// <summary>All CPUs count into one slice, so that it does not matter where a test's thread runs: there is one at a time.</summary>
    public static FlowPrograms Load(int slots, int ringBytes = SmallestRing)
    {
        var programs = new FlowPrograms(NicPrograms.Load(
            ObjectImage.Read(LabPaths.BpfObject),
            hasEthernet: true,
            new FlowTableSize(slots, ringBytes),
            NmNames.XdpProgram,
            NmNames.IngressProgram,
            NmNames.EgressProgram));
        programs.Give(0);
        return programs;
    }

    /// <summary>The slice of all CPUs.</summary>
    public void Give(int? slice)
    {
        for (var cpu = 0; cpu < _programs.PossibleCpus; cpu++)
        {
            Table.Give(cpu, slice);
        }
    }

    public void See(string program, Frame frame, int times = 1) => See(program, frame.Bytes, [], times);

    public void See(string program, byte[] frame, byte[] context, int times = 1) =>
        _ = ProgramRun.Of(_programs.Descriptor(program), frame, context, times);

    public int CloseBank() => _programs.CloseBank();

    public NmCounters Counters(int bank)
    {
        _programs.Sum(NmDirection.Rx, bank, out var sum);
        _programs.Sum(NmDirection.Tx, bank, out var tx);
        NmCounters.Add(ref sum, in tx);
        return sum;
    }

    /// <summary>Takes what is in the table.</summary>
    public ImmutableArray<NmFlow> Flows(int bank)
    {
        var taker = new Taker();
        Table.Take(bank, taker);
        return taker.Flows.ToImmutable();
    }

    /// <summary>Takes what is in the ring.</summary>
    public ImmutableArray<NmEviction> Evictions()
    {
        var evictions = ImmutableArray.CreateBuilder<NmEviction>();
        Table.Evictions.DrainTo(
            Table.Evictions.Position, evictions, static (ImmutableArray<NmEviction>.Builder to, ref readonly NmEviction eviction) => to.Add(eviction));
        return evictions.ToImmutable();
    }

    public void Clear()
    {
        for (var slot = 0; slot < _programs.Counters.Count; slot++)
        {
            _programs.Counters[slot] = new NmCounters { FlowBase = _programs.Counters[slot].FlowBase };
        }
    }

    public void Dispose() => _programs.Dispose();

    private sealed class Taker : IFlowTaker
    {
        public ImmutableArray<NmFlow>.Builder Flows { get; } = ImmutableArray.CreateBuilder<NmFlow>();

        public void Take(int bank, ref readonly NmFlow flow) => Flows.Add(flow);
    }
}
