using System.Runtime.InteropServices;
using System.Security.Cryptography;
using NetMonitor.Native.Abi;
using NetMonitor.Native.Btf;
using NetMonitor.Native.Errors;

namespace NetMonitor.Native.Bpf;

/// <summary>The flows of one NIC as memory: a slice for each CPU and bank, and the ring of those that gave way.</summary>
internal sealed class FlowTable : IDisposable
{
    private readonly MappedArray<NmFlow> _flows;
    private readonly MappedArray<NmCounters> _counters;
    private readonly int _slots;
    private readonly int _slotsPerBank;

    private FlowTable(MappedArray<NmFlow> flows, MappedArray<NmCounters> counters, int slots, EvictionRing evictions)
    {
        _flows = flows;
        _counters = counters;
        _slots = slots;
        Evictions = evictions;
        _slotsPerBank = flows.Count / (int)NmLimit.Banks;
    }

    public EvictionRing Evictions { get; }

    /// <summary>Mapped; all of it is resident. With the ring.</summary>
    public long Bytes => _flows.Bytes + Evictions.Bytes;

    /// <summary>Before load. No size: the programs have no code for flows, and no maps.</summary>
    public static void Configure(BpfObject opened, BtfTypes types, FlowTableSize? size, int slices)
    {
        if (size is not { } wanted)
        {
            opened.WithoutMap(NmNames.Flows);
            opened.WithoutMap(NmNames.Evictions);
            return;
        }

        if (wanted.Slots <= 0 || !int.IsPow2(wanted.Slots))
        {
            throw new BpfException("size the map", NmNames.Flows, Errno.EINVAL, $"{wanted.Slots} slots: a power of two is taken");
        }

        opened.SetGlobal(types, NmNames.FlowSlots, (uint)wanted.Slots);
        Span<ulong> seed = stackalloc ulong[5];
        RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(seed));
        for (var i = 0; i < seed.Length; i++)
        {
            seed[i] |= 1;
        }

        opened.SetGlobal(types, NmNames.FlowSeed, seed);
        opened.SetMaxEntries(NmNames.Flows, checked((uint)((int)NmLimit.Banks * slices * wanted.Slots)));
        opened.SetMaxEntries(NmNames.Evictions, (uint)wanted.RingBytes);
    }

    /// <summary>After load.</summary>
    /// <param name="flows">The table's descriptor, as <paramref name="evictions"/> is the ring's.</param>
    /// <param name="slices">For how many CPUs it was made.</param>
    /// <param name="counters">Borrowed: of the same object, and where a CPU looks up its slice.</param>
    public static FlowTable Of(int flows, int evictions, FlowTableSize size, int slices, MappedArray<NmCounters> counters)
    {
        var table = MappedArray<NmFlow>.Of(NmNames.Flows, flows, (int)NmLimit.Banks * slices * size.Slots);
        try
        {
            return new FlowTable(table, counters, size.Slots, EvictionRing.Of(NmNames.Evictions, evictions, size.RingBytes));
        }
        catch
        {
            table.Dispose();
            throw;
        }
    }

    /// <summary>Each of these CPUs gets a slice; another one counts into the overflow.</summary>
    public void GiveAll(IReadOnlyList<int> cpus)
    {
        for (var slice = 0; slice < cpus.Count; slice++)
        {
            Give(cpus[slice], slice);
        }
    }

    /// <summary>From now on this CPU counts into this slice, which takes one writer at a time; into the overflow where it is null.</summary>
    public void Give(int cpu, int? slice)
    {
        for (var bank = 0; bank < (int)NmLimit.Banks; bank++)
        {
            var flowBase = slice is { } given ? (ulong)(bank * _slotsPerBank + given * _slots + 1) : 0;
            for (var direction = 0; direction < (int)NmLimit.Directions; direction++)
            {
                Volatile.Write(ref _counters[NmCounters.SlotOf(cpu, (NmDirection)direction, bank)].FlowBase, flowBase);
            }
        }
    }

    /// <summary>Every flow of a bank that is not written to any more; then the bank is empty. One 5-tuple may come once for each CPU that saw it.</summary>
    public void Take(int bank, IFlowTaker taker)
    {
        foreach (ref var flow in Slots(bank))
        {
            if (flow.Packets != 0)
            {
                taker.Take(bank, in flow);
                flow = default;
            }
        }
    }

    /// <summary>Of all CPUs. Not to be kept.</summary>
    internal Span<NmFlow> Slots(int bank) => _flows.Slice(bank * _slotsPerBank, _slotsPerBank);

    public void Dispose()
    {
        Evictions.Dispose();
        _flows.Dispose();
    }
}
