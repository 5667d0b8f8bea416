using NetMonitor.Native.Abi;
using NetMonitor.Native.Netlink;

namespace NetMonitor.Native.Bpf;

/// <summary>Attaches the ingress side alone, and takes it off again at once: beside an attachment of ours whose egress side would be in the way, as a filter has
/// its place by its handle.</summary>
public static class IngressTrial
{
    /// <summary>In the network namespace of the calling thread, which must be that of <paramref name="clsacts"/>.</summary>
    /// <param name="mode">In the driver, or by clsact.</param>
    /// <exception cref="BpfException">Refused; nothing is left attached.</exception>
    /// <exception cref="NetlinkException">The clsact qdisc cannot be made; nothing is left attached.</exception>
    public static void Run(ObjectImage image, ClsactQdiscs clsacts, int ifindex, string interfaceName, bool hasEthernet, NicMode mode)
    {
        var isXdp = mode == NicMode.NativeXdp;
        var name = isXdp ? NmNames.XdpProgram : NmNames.IngressProgram;
        using var programs = NicPrograms.Load(image, hasEthernet, name);
        if (isXdp)
        {
            BpfLink.Attach(Hook.Xdp, programs.Descriptor(name), ifindex, interfaceName).Dispose();
        }
        else
        {
            clsacts.Ensure(ifindex);
            ClsactFilter.Attach(Hook.ClsactIngress, programs.Descriptor(name), ifindex, interfaceName).Dispose();
        }
    }
}
