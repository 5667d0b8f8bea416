using NetMonitor.Native.Errors;
using NetMonitor.Native.Interop;

namespace NetMonitor.Native.Bpf.Pins;

/// <summary>Arrays made without an object file.</summary>
internal static unsafe class NewMap
{
    /// <exception cref="BpfException">The memory cannot be had.</exception>
    public static DescriptorHandle Array(string name, int valueSize, int entries, uint flags = 0)
    {
        var options = new MapCreateOptions { Sz = (nuint)sizeof(MapCreateOptions), MapFlags = flags };
        var descriptor = Libbpf.CreateMap(BpfConstants.BPF_MAP_TYPE_ARRAY, name, sizeof(uint), (uint)valueSize, (uint)entries, &options);
        return descriptor >= 0
            ? new DescriptorHandle(descriptor)
            : throw new BpfException("create the map", name, (Errno)(-descriptor), LikelyCause.OfLoad((Errno)(-descriptor)));
    }
}
