using System.ComponentModel;
using NetMonitor.Native.Interop;

namespace NetMonitor.Lab.Tests.Ladder;

/// <summary>Programs of somebody else on a NIC, which pass everything on. Links go with <see cref="Dispose"/>. To be used on the namespace's thread.</summary>
internal sealed unsafe class ForeignProgram : IDisposable
{
    /// <summary>BPF_PROG_TYPE_XDP, and what is passed on as XDP_PASS and TCX_NEXT.</summary>
    private const uint Xdp = 6;
    private const int Pass = 2;
    private const int Next = -1;

    /// <summary>bpf_mprog_max() of linux/bpf_mprog.h.</summary>
    private const int MostAtTcx = 63;

    private readonly List<DescriptorHandle> _descriptors = [];

    private ForeignProgram()
    {
    }

    /// <summary>An XDP program, held by a link.</summary>
    /// <param name="isGeneric">Behind the driver, else in it.</param>
    public static ForeignProgram OnXdp(int ifindex, string name, bool isGeneric = false)
    {
        var foreign = new ForeignProgram();
        foreign.Attach(ifindex, Xdp, name, Pass, BpfConstants.BPF_XDP, isGeneric ? BpfConstants.XDP_FLAGS_SKB_MODE : BpfConstants.XDP_FLAGS_DRV_MODE);
        return foreign;
    }

    /// <summary>As many as the kernel takes at TCX ingress.</summary>
    public static ForeignProgram FillTcx(int ifindex)
    {
        var foreign = new ForeignProgram();
        for (var program = 0; program < MostAtTcx; program++)
        {
            foreign.Attach(ifindex, BpfConstants.BPF_PROG_TYPE_SCHED_CLS, $"other{program}", Next, BpfConstants.BPF_TCX_INGRESS, flags: 0);
        }

        return foreign;
    }

    public void Dispose() => _descriptors.ForEach(descriptor => descriptor.Dispose());

    private void Attach(int ifindex, uint type, string name, int verdict, uint hook, uint flags)
    {
        // r0 = verdict; exit
        var instructions = stackalloc ulong[] { 0xb7ul | ((ulong)(uint)verdict << 32), 0x95ul };
        var program = Keep(Libbpf.LoadProgram(type, name, "GPL", instructions, 2, null));
        var options = new LinkCreateOptions { Sz = (nuint)sizeof(LinkCreateOptions), Flags = flags };
        _ = Keep(Libbpf.CreateLink(program, ifindex, hook, &options));
    }

    private int Keep(int result)
    {
        if (result < 0)
        {
            Dispose();
            throw new Win32Exception(-result);
        }

        _descriptors.Add(new DescriptorHandle(result));
        return result;
    }
}
