using NetMonitor.Lab;
using NetMonitor.Native.Abi;
using NetMonitor.Native.Bpf;

namespace NetMonitor.Bench;

/// <summary>The product's program of one hook with a flow table that nobody else uses.</summary>
internal sealed class FlowTarget : IDisposable
{
    private readonly NicPrograms _programs;
    private readonly NmDirection _direction;

    /// <param name="slots">Per CPU and bank.</param>
    /// <param name="oneAtATime">Wherever the scheduler puts the single running thread, it counts into one slice, and finds it warm.</param>
    public FlowTarget(string program, int slots, int ringBytes, bool oneAtATime)
    {
        _programs = NicPrograms.Load(ObjectImage.Read(LabPaths.BpfObject), hasEthernet: true, new FlowTableSize(slots, ringBytes), program);
        _direction = program == NmNames.EgressProgram ? NmDirection.Tx : NmDirection.Rx;
        Descriptor = _programs.Descriptor(program);
        if (oneAtATime)
        {
            for (var cpu = 0; cpu < _programs.PossibleCpus; cpu++)
            {
                _programs.Flows!.Give(cpu, 0);
            }
        }
    }

    public int Descriptor { get; }

    /// <summary>Packets, flows that gave way, and packets of those that found no room in the ring, all since the load.</summary>
    public (double Packets, double Evicted, double Overflow) Count()
    {
        _programs.Sum(_direction, _programs.ActiveBank, out var sum);
        return (sum.Total.Packets, sum.Evicted, sum.OverflowReasons[(int)NmOverflow.RingFull].Packets);
    }

    public void Drain()
    {
        var ring = _programs.Flows!.Evictions;
        ring.DrainTo(ring.Position, 0ul, static (ulong _, ref readonly NmEviction _) => { });
    }

    public void Dispose() => _programs.Dispose();
}
