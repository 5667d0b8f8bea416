using NetMonitor.Lab;
using NetMonitor.Native.Abi;
using NetMonitor.Native.Bpf;
using NetMonitor.Native.Errors;
using NetMonitor.Native.Interop;

namespace NetMonitor.Native.Tests.Bpf;

/// <summary>Somebody else's programs on both sides of one NIC. They count what they see; to that end they are ours, loaded once more.</summary>
internal sealed unsafe class OtherProgram : IDisposable
{
    /// <summary>As tc gives it to the first filter that is added without a priority.</summary>
    private const uint Priority = 49152;

    private readonly NicPrograms _programs;
    private readonly List<DescriptorHandle> _links = [];

    private OtherProgram(NicPrograms programs) => _programs = programs;

    /// <summary>Attaches at the tail of TCX, as without any flag, or by filters of a usual priority on a clsact qdisc that is there. Of the
    /// calling thread's namespace.</summary>
    public static OtherProgram Attach(int ifindex, bool tcx)
    {
        var programs = NicPrograms.Load(ObjectImage.Read(LabPaths.BpfObject), hasEthernet: true, NmNames.IngressProgram, NmNames.EgressProgram);
        var other = new OtherProgram(programs);
        try
        {
            other.Attach(NmNames.IngressProgram, ifindex, tcx ? BpfConstants.BPF_TCX_INGRESS : null, BpfConstants.BPF_TC_INGRESS);
            other.Attach(NmNames.EgressProgram, ifindex, tcx ? BpfConstants.BPF_TCX_EGRESS : null, BpfConstants.BPF_TC_EGRESS);
            return other;
        }
        catch
        {
            other.Dispose();
            throw;
        }
    }

    /// <summary>What it has seen.</summary>
    public NmCounter Seen(NmDirection direction)
    {
        _programs.Sum(direction, _programs.ActiveBank, out var sum);
        return sum.Total;
    }

    /// <summary>The filters, if any, go with the NIC.</summary>
    public void Dispose()
    {
        _links.ForEach(link => link.Dispose());
        _programs.Dispose();
    }

    private void Attach(string program, int ifindex, uint? tcx, uint clsact)
    {
        if (tcx is { } type)
        {
            var options = new LinkCreateOptions { Sz = (nuint)sizeof(LinkCreateOptions) };
            _links.Add(new DescriptorHandle(Checked(Libbpf.CreateLink(_programs.Descriptor(program), ifindex, type, &options))));
            return;
        }

        var place = new TcHook { Sz = (nuint)sizeof(TcHook), Ifindex = ifindex, AttachPoint = clsact };
        var filter = new TcOptions { Sz = (nuint)sizeof(TcOptions), ProgFd = _programs.Descriptor(program), Priority = Priority };
        _ = Checked(Libbpf.AttachFilter(&place, &filter));
    }

    private static int Checked(int result) =>
        result >= 0 ? result : throw new BpfException("attach another program", "the NIC", (Errno)(-result), "");
}
