using NetMonitor.Native.Abi;
using NetMonitor.Native.Bpf.Pins;
using NetMonitor.Native.Btf;
using NetMonitor.Native.Errors;
using NetMonitor.Native.Interop;

namespace NetMonitor.Native.Bpf;

/// <summary>Our programs and maps for one NIC, loaded or found where they were pinned, and attached to nothing: nothing is shared between NICs.</summary>
internal sealed class NicPrograms : IDisposable
{
    /// <summary>NM_ABI_VERSION of nm_abi.h.</summary>
    public const int AbiVersion = 3;

    private readonly Dictionary<string, DescriptorHandle> _maps;
    private readonly Dictionary<string, DescriptorHandle> _programs;
    private readonly uint _mapId;
    private bool _disposed;

    /// <param name="isNew">Its tables are to be given to CPUs; those that are adopted were, by who made them.</param>
    private NicPrograms(NicConfiguration configuration, Dictionary<string, DescriptorHandle> maps, Dictionary<string, DescriptorHandle> programs, byte[] types, bool isNew)
    {
        (_maps, _programs, PossibleCpus, Types) = (maps, programs, configuration.PossibleCpus, types);
        Counters = MappedArray<NmCounters>.Of(NmNames.Counters, CountersDescriptor, CountersOf(configuration));
        Control = MappedArray<NmControl>.Of(NmNames.Control, maps[NmNames.Control].Descriptor, 1);
        Flows = configuration.Flows is { } size
            ? FlowTable.Of(maps[NmNames.Flows].Descriptor, maps[NmNames.Evictions].Descriptor, size, configuration.OnlineCpus.Count, Counters)
            : null;
        if (isNew)
        {
            Flows?.GiveAll(configuration.OnlineCpus);
        }

        _mapId = ObjectInfo.Of(CountersDescriptor).Id;
    }

    public MappedArray<NmCounters> Counters { get; }

    public MappedArray<NmControl> Control { get; }

    /// <summary>Each has its slots, whether it runs or not.</summary>
    public int PossibleCpus { get; }

    /// <summary>Null where flows are off.</summary>
    public FlowTable? Flows { get; }

    /// <summary>The object's BTF.</summary>
    public byte[] Types { get; }

    /// <summary>Borrowed, as all descriptors of these.</summary>
    public int CountersDescriptor => _maps[NmNames.Counters].Descriptor;

    /// <summary>By name in the object file: what is to be pinned.</summary>
    public IEnumerable<(string Name, int Descriptor)> Objects => _maps.Concat(_programs).Select(one => (one.Key, one.Value.Descriptor));

    /// <summary>The kernel's ids, as <see cref="PinAbout.Ids"/> has them.</summary>
    public string Ids => string.Join(' ', Objects.Select(one => $"{PinNames.Of(one.Name)}:{ObjectInfo.Of(one.Descriptor).Id}").Order(StringComparer.Ordinal));

    public int ActiveBank => (int)(Volatile.Read(ref Control[0].ActiveBank) & (uint)(NmLimit.Banks - 1));

    /// <param name="hasEthernet">False for a device whose packets start with the IP header.</param>
    /// <param name="programs">The programs to load; the others cost nothing.</param>
    /// <exception cref="BpfException">The object is of another ABI, or the kernel refuses it.</exception>
    public static NicPrograms Load(ObjectImage image, bool hasEthernet, params IReadOnlyCollection<string> programs) =>
        Load(image, hasEthernet, null, programs);

    /// <summary>With room for flows, for the CPUs that run now; without flows where <paramref name="size"/> is null.</summary>
    public static NicPrograms Load(ObjectImage image, bool hasEthernet, FlowTableSize? size, params IReadOnlyCollection<string> programs) =>
        Load(NicConfiguration.Now(image, hasEthernet, size, programs));

    /// <exception cref="BpfException">The object is of another ABI, or the kernel refuses it.</exception>
    public static NicPrograms Load(NicConfiguration configuration)
    {
        using var opened = BpfObject.Open(configuration.Image);
        var raw = opened.RawTypes();
        var types = BtfReader.Read(raw);
        CheckVersion(configuration.Image, opened, types);
        opened.SetGlobal(types, NmNames.Ethernet, configuration.HasEthernet ? 1u : 0u);
        opened.SetMaxEntries(NmNames.Counters, (uint)CountersOf(configuration));
        FlowTable.Configure(opened, types, configuration.Flows, configuration.OnlineCpus.Count);
        opened.OnlyPrograms(configuration.Programs);
        opened.Load();

        // The object is libbpf's, which closes its descriptors by number; ours are our own.
        return Hold(configuration, raw, isNew: true, opened.DuplicateMap, opened.DuplicateProgram);
    }

    /// <summary>Those that were pinned in a directory, by a process of the same <see cref="NicConfiguration.Digest"/>. They count on.</summary>
    /// <exception cref="BpfException">Something is missing there.</exception>
    public static NicPrograms Adopt(NicConfiguration configuration, string directory) => Hold(
        configuration, [], isNew: false, name => Pinned(directory, name), name => Pinned(directory, name));

    /// <summary>Borrowed: valid until this is disposed.</summary>
    public int Descriptor(string program) => _programs.TryGetValue(program, out var descriptor)
        ? descriptor.Descriptor
        : throw new BpfException("find the program", program, Errno.ENOENT, "it was not loaded");

    /// <summary>From now on packets are counted in the other bank; a packet under way may still be counted in the returned one until a
    /// grace period is over.</summary>
    public int CloseBank()
    {
        var closed = ActiveBank;
        Volatile.Write(ref Control[0].ActiveBank, (uint)(1 - closed));
        return closed;
    }

    /// <summary>What all CPUs counted in one bank.</summary>
    public void Sum(NmDirection direction, int bank, out NmCounters sum)
    {
        sum = default;
        for (var cpu = 0; cpu < PossibleCpus; cpu++)
        {
            NmCounters.Add(ref sum, ref Counters[NmCounters.SlotOf(cpu, direction, bank)]);
        }
    }

    /// <summary>What all CPUs counted in both banks up to now, while they go on counting.</summary>
    public void SumNow(NmDirection direction, out NmCounter total, out NmCounter coalesced)
    {
        (total, coalesced) = (default, default);
        for (var cpu = 0; cpu < PossibleCpus; cpu++)
        {
            for (var bank = 0; bank < (int)NmLimit.Banks; bank++)
            {
                ref var slot = ref Counters[NmCounters.SlotOf(cpu, direction, bank)];
                total.Packets += Volatile.Read(ref slot.Total.Packets);
                total.Bytes += Volatile.Read(ref slot.Total.Bytes);
                coalesced.Packets += Volatile.Read(ref slot.Coalesced.Packets);
                coalesced.Bytes += Volatile.Read(ref slot.Coalesced.Bytes);
            }
        }
    }

    /// <exception cref="BpfException">The map's descriptor was closed, or is another map's by now.</exception>
    public void CheckMap()
    {
        try
        {
            var now = ObjectInfo.Of(CountersDescriptor).Id;
            if (now != _mapId)
            {
                throw new BpfException("ask about the map", NmNames.Counters, Errno.ESTALE, $"its descriptor now stands for map {now}, not {_mapId}");
            }
        }
        catch (BpfException refusal) when (refusal.Errno == Errno.EINVAL)
        {
            throw new BpfException("ask about the map", NmNames.Counters, Errno.ESTALE, "its descriptor now stands for something that is no BPF object");
        }
    }

    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        Flows?.Dispose();
        Counters.Dispose();
        Control.Dispose();
        if (!HoldsCountersDescriptor())
        {
            // A number that somebody closed underneath soon belongs to somebody else.
            _maps[NmNames.Counters].SetHandleAsInvalid();
        }

        Close(_maps.Values);
        Close(_programs.Values);
    }

    private static NicPrograms Hold(
        NicConfiguration configuration, byte[] types, bool isNew, Func<string, DescriptorHandle> map, Func<string, DescriptorHandle> program)
    {
        string[] names = configuration.Flows is null
            ? [NmNames.Counters, NmNames.Control]
            : [NmNames.Counters, NmNames.Control, NmNames.Flows, NmNames.Evictions];
        var (maps, programs) = (new Dictionary<string, DescriptorHandle>(), new Dictionary<string, DescriptorHandle>());
        try
        {
            foreach (var name in names)
            {
                maps.Add(name, map(name));
            }

            foreach (var name in configuration.Programs)
            {
                programs.Add(name, program(name));
            }

            return new NicPrograms(configuration, maps, programs, types, isNew);
        }
        catch
        {
            Close(maps.Values);
            Close(programs.Values);
            throw;
        }
    }

    private static DescriptorHandle Pinned(string directory, string name) => PinPath.Open($"{directory}/{PinNames.Of(name)}");

    private static int CountersOf(NicConfiguration configuration) => configuration.PossibleCpus * (int)NmLimit.Directions * (int)NmLimit.Banks;

    private static void Close(IEnumerable<DescriptorHandle> descriptors)
    {
        foreach (var descriptor in descriptors)
        {
            descriptor.Dispose();
        }
    }

    private bool HoldsCountersDescriptor()
    {
        try
        {
            return ObjectInfo.Of(CountersDescriptor).Id == _mapId;
        }
        catch (BpfException)
        {
            return false;
        }
    }

    private static void CheckVersion(ObjectImage image, BpfObject opened, BtfTypes types)
    {
        var version = opened.GetGlobal(types, NmNames.AbiVersion);
        if (version != AbiVersion)
        {
            throw new BpfException("use the object file", image.Path, Errno.EPROTO, $"it is of ABI version {version}, this program reads version {AbiVersion}; build both again with build.sh");
        }
    }
}
