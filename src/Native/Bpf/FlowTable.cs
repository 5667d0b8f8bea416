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
    private readonly MappedArray<NmSlices> _slices;
    private readonly int _slotsPerBank;

    private FlowTable(MappedArray<NmFlow> flows, MappedArray<NmSlices> slices, EvictionRing evictions)
    {
        _flows = flows;
        _slices = slices;
        Evictions = evictions;
        _slotsPerBank = flows.Count / (int)NmLimit.Banks;
    }

    public EvictionRing Evictions { get; }

    /// <summary>Mapped; all of it is resident.</summary>
    public long Bytes => _flows.Bytes + _slices.Bytes;

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
        opened.SetGlobal(types, NmNames.FlowSlices, (uint)slices);
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

    /// <summary>After load. Each of these CPUs gets a slice; another one counts into the overflow.</summary>
    public static FlowTable Of(BpfObject loaded, FlowTableSize size, IReadOnlyList<int> cpus)
    {
        var flows = loaded.MapArray<NmFlow>(NmNames.Flows);
        MappedArray<NmSlices>? slices = null;
        try
        {
            slices = loaded.MapArray<NmSlices>(NmNames.Slices);
            var table = new FlowTable(
                flows, slices, EvictionRing.Of(NmNames.Evictions, loaded.MapDescriptor(NmNames.Evictions), size.RingBytes));
            for (var slice = 0; slice < cpus.Count && cpus[slice] < (int)NmLimit.MaxCpus; slice++)
            {
                slices[0].OfCpu[cpus[slice]] = (ushort)(slice + 1);
            }

            return table;
        }
        catch
        {
            slices?.Dispose();
            flows.Dispose();
            throw;
        }
    }

    /// <summary>Every flow of a bank that is not written to any more; then the bank is empty. One 5-tuple may come once for each CPU that saw it.</summary>
    public void Take<TState>(int bank, TState state, Taking<TState> take)
    {
        var flows = _flows.Slice(bank * _slotsPerBank, _slotsPerBank);
        foreach (ref var flow in flows)
        {
            if (flow.Packets != 0)
            {
                take(state, in flow);
                flow = default;
            }
        }
    }

    /// <summary>Which CPU counts where. A slice takes one writer at a time.</summary>
    public ref NmSlices Slices => ref _slices[0];

    public void Dispose()
    {
        Evictions.Dispose();
        _slices.Dispose();
        _flows.Dispose();
    }

    public delegate void Taking<in TState>(TState state, ref readonly NmFlow flow);
}
