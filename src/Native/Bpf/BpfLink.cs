using NetMonitor.Native.Bpf.Pins;
using NetMonitor.Native.Errors;
using NetMonitor.Native.Interop;

namespace NetMonitor.Native.Bpf;

/// <summary>A BPF link to a NIC. The kernel removes it when its last descriptor is closed, also by a crash, and it is not pinned.</summary>
internal sealed unsafe class BpfLink : IAttached
{
    private readonly DescriptorHandle _descriptor;
    private readonly int _ifindex;
    private readonly string _interfaceName;
    private ObjectInfo _info;
    private string? _pin;

    private BpfLink(DescriptorHandle descriptor, Hook hook, int ifindex, string interfaceName)
    {
        _descriptor = descriptor;
        _ifindex = ifindex;
        _interfaceName = interfaceName;
        Hook = hook;
        _info = ObjectInfo.Of(descriptor.Descriptor);
    }

    public Hook Hook { get; }

    public uint Id => _info.LinkId;

    public uint ProgramId => _info.LinkProgramId;

    /// <summary>The device that it is on now; 0 where that is gone, or the link was detached by force.</summary>
    public int Ifindex => _info.LinkIfindex;

    /// <returns>The link that is pinned there; null where there is none.</returns>
    /// <exception cref="BpfException">Refused.</exception>
    public static BpfLink? Find(string pin, Hook hook, int ifindex, string interfaceName) =>
        PinPath.Find(pin) is { } descriptor ? new BpfLink(descriptor, hook, ifindex, interfaceName) { _pin = pin } : null;

    /// <summary>From now on it stays when this process ends.</summary>
    /// <exception cref="BpfException">Refused.</exception>
    public void Pin(string path)
    {
        PinPath.Pin(_descriptor.Descriptor, path);
        _pin = path;
    }

    /// <exception cref="BpfException">Refused.</exception>
    public static BpfLink Attach(Hook hook, int program, int ifindex, string interfaceName)
    {
        var (type, flags) = hook switch
        {
            Hook.Xdp => (BpfConstants.BPF_XDP, BpfConstants.XDP_FLAGS_DRV_MODE),
            Hook.GenericXdp => (BpfConstants.BPF_XDP, BpfConstants.XDP_FLAGS_SKB_MODE),

            // At the head of the chain: a program before us could end it, and we would be blind.
            Hook.TcxIngress => (BpfConstants.BPF_TCX_INGRESS, BpfConstants.BPF_F_BEFORE),
            Hook.TcxEgress => (BpfConstants.BPF_TCX_EGRESS, BpfConstants.BPF_F_BEFORE),
            _ => throw new ArgumentOutOfRangeException(nameof(hook), hook, "has no links"),
        };
        var options = new LinkCreateOptions { Sz = (nuint)sizeof(LinkCreateOptions), Flags = flags };
        var descriptor = Libbpf.CreateLink(program, ifindex, type, &options);
        if (descriptor >= 0)
        {
            return new BpfLink(new DescriptorHandle(descriptor), hook, ifindex, interfaceName);
        }

        var errno = (Errno)(-descriptor);
        throw hook switch
        {
            Hook.Xdp => new BpfException("attach by native XDP", interfaceName, errno, LikelyCause.OfXdp(errno), wayOut: LikelyCause.WayOutOfXdp(errno)),
            Hook.GenericXdp => new BpfException("attach by generic XDP", interfaceName, errno, LikelyCause.OfGenericXdp(errno), wayOut: LikelyCause.WayOutOfXdp(errno)),
            Hook.TcxIngress => new BpfException("attach to TCX ingress", interfaceName, errno, LikelyCause.OfTcx(errno), wayOut: LikelyCause.WayOutOfTcx(errno)),
            _ => new BpfException("attach to TCX egress", interfaceName, errno, LikelyCause.OfTcx(errno), wayOut: LikelyCause.WayOutOfTcx(errno)),
        };
    }

    /// <summary>A link whose NIC is gone, or that was detached by force, forgets its interface.</summary>
    public bool IsInPlace()
    {
        var now = ObjectInfo.Of(_descriptor.Descriptor);
        return now.LinkId == _info.LinkId && now.LinkProgramId == _info.LinkProgramId && now.LinkIfindex == _ifindex;
    }

    public void Replace(int program)
    {
        var result = Libbpf.UpdateLink(_descriptor.Descriptor, program, null);
        if (result < 0)
        {
            throw new BpfException($"replace our program on {Hook}", _interfaceName, (Errno)(-result), "somebody else detached it, or the NIC is gone");
        }

        _info = ObjectInfo.Of(_descriptor.Descriptor);
    }

    public void Leave() => _descriptor.Dispose();

    /// <summary>The pin first: the kernel takes a link off at once when its last descriptor is closed, and some time later when its last pin goes.</summary>
    public void Dispose()
    {
        if (_pin is { } pin)
        {
            _pin = null;
            _ = PinPath.Remove(pin);
        }

        _descriptor.Dispose();
    }
}
