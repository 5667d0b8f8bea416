using NetMonitor.Native.Errors;
using NetMonitor.Native.Interop;

namespace NetMonitor.Native.Bpf;

/// <summary>An update of a map of maps returns after a grace period (maybe_wait_bpf_programs() in kernel/bpf/syscall.c, Linux 4.20).</summary>
internal sealed unsafe class OuterMapGrace : IKernelGrace
{
    private const uint BPF_MAP_TYPE_ARRAY = 2;
    private const uint BPF_MAP_TYPE_ARRAY_OF_MAPS = 12;

    private readonly DescriptorHandle _inner;
    private readonly DescriptorHandle _outer;

    private OuterMapGrace(DescriptorHandle inner, DescriptorHandle outer)
    {
        _inner = inner;
        _outer = outer;
    }

    public static OuterMapGrace Create()
    {
        var inner = Map(BPF_MAP_TYPE_ARRAY, "nm_grace_inner", null);
        var options = new MapCreateOptions { Sz = (nuint)sizeof(MapCreateOptions), InnerMapFd = (uint)inner.Descriptor };
        return new OuterMapGrace(inner, Map(BPF_MAP_TYPE_ARRAY_OF_MAPS, "nm_grace_outer", &options));
    }

    public void Await()
    {
        var key = 0u;
        var value = (uint)_inner.Descriptor;
        Checked(Libbpf.UpdateMap(_outer.Descriptor, &key, &value, 0), "await a grace period", "nm_grace_outer");
    }

    public void Dispose()
    {
        _outer.Dispose();
        _inner.Dispose();
    }

    private static DescriptorHandle Map(uint type, string name, MapCreateOptions* options) =>
        new(Checked(Libbpf.CreateMap(type, name, sizeof(uint), sizeof(uint), 1, options), "create the map", name));

    private static int Checked(int result, string operation, string subject) =>
        result >= 0 ? result : throw new BpfException(operation, subject, (Errno)(-result), LikelyCause.OfLoad((Errno)(-result)));
}
