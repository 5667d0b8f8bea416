using NetMonitor.Native.Abi;
using NetMonitor.Native.Btf;
using NetMonitor.Native.Errors;
using NetMonitor.Native.Interop;

namespace NetMonitor.Native.Bpf;

/// <summary>Our programs and maps, loaded for one NIC and attached to nothing: nothing is shared between NICs.</summary>
internal sealed class NicPrograms : IDisposable
{
    /// <summary>NM_ABI_VERSION of nm_abi.h.</summary>
    private const uint AbiVersion = 3;

    private readonly BpfObject _object;
    private readonly uint _mapId;
    private bool _disposed;

    private NicPrograms(BpfObject loaded, int cpus, FlowTableSize? size, IReadOnlyList<int> online)
    {
        _object = loaded;
        PossibleCpus = cpus;
        Counters = loaded.MapArray<NmCounters>(NmNames.Counters);
        Control = loaded.MapArray<NmControl>(NmNames.Control);
        Flows = size is { } wanted ? FlowTable.Of(loaded, wanted, online, Counters) : null;
        _mapId = ObjectInfo.Of(CountersDescriptor).Id;
    }

    public MappedArray<NmCounters> Counters { get; }

    public MappedArray<NmControl> Control { get; }

    /// <summary>Each has its slots, whether it runs or not.</summary>
    public int PossibleCpus { get; }

    /// <summary>Null where flows are off.</summary>
    public FlowTable? Flows { get; }

    /// <summary>Borrowed, as all descriptors of the object.</summary>
    public int CountersDescriptor => _object.MapDescriptor(NmNames.Counters);

    public int ActiveBank => (int)(Volatile.Read(ref Control[0].ActiveBank) & (uint)(NmLimit.Banks - 1));

    /// <param name="hasEthernet">False for a device whose packets start with the IP header.</param>
    /// <param name="programs">The programs to load; the others cost nothing.</param>
    /// <exception cref="BpfException">The object is of another ABI, or the kernel refuses it.</exception>
    public static NicPrograms Load(ObjectImage image, bool hasEthernet, params IReadOnlyCollection<string> programs) =>
        Load(image, hasEthernet, null, programs);

    /// <summary>With room for flows, for the CPUs that run now; without flows where <paramref name="size"/> is null.</summary>
    public static NicPrograms Load(ObjectImage image, bool hasEthernet, FlowTableSize? size, params IReadOnlyCollection<string> programs)
    {
        var opened = BpfObject.Open(image);
        try
        {
            var types = opened.Types();
            CheckVersion(image, opened, types);
            opened.SetGlobal(types, NmNames.Ethernet, hasEthernet ? 1u : 0u);
            var cpus = Libbpf.PossibleCpus();
            opened.SetMaxEntries(NmNames.Counters, (uint)(cpus * (int)NmLimit.Directions * (int)NmLimit.Banks));
            var online = size is null ? [] : OnlineCpus.Read();
            FlowTable.Configure(opened, types, size, online.Count);
            opened.OnlyPrograms(programs);
            opened.Load();
            return new NicPrograms(opened, cpus, size, online);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Borrowed: valid until this is disposed.</summary>
    public int Descriptor(string program) => _object.ProgramDescriptor(program);

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
        if (HoldsCountersDescriptor())
        {
            _object.Dispose();
        }
        else
        {
            _object.Abandon();
        }
    }

    /// <summary>libbpf closes by number, and a number that somebody closed underneath soon belongs to somebody else. A number that is
    /// still free is taken first; fcntl(2) does that in one step.</summary>
    private bool HoldsCountersDescriptor()
    {
        var number = CountersDescriptor;
        try
        {
            return ObjectInfo.Of(number).Id == _mapId;
        }
        catch (BpfException refusal) when (refusal.Errno is Errno.EBADF or Errno.EBADFD)
        {
            var taken = Libc.DuplicateDescriptor(_object.MapDescriptor(NmNames.Control), Libc.F_DUPFD_CLOEXEC, number);
            if (taken != number && taken >= 0)
            {
                _ = Libc.Close(taken);
            }

            return taken == number;
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
