using NetMonitor.Native.Abi;
using NetMonitor.Native.Errors;
using NetMonitor.Native.Interop;

namespace NetMonitor.Native.Bpf;

/// <summary>What is there on this machine, found out by trying; nothing is attached.</summary>
public static unsafe class KernelProbe
{
    /// <summary>As 1.1; null where libbpf is not installed.</summary>
    public static string? LibbpfVersion()
    {
        try
        {
            return $"{Libbpf.MajorVersion()}.{Libbpf.MinorVersion()}";
        }
        catch (DllNotFoundException)
        {
            return null;
        }
    }

    /// <summary>How many CPUs run now.</summary>
    public static int OnlineCpuCount() => OnlineCpus.Read().Count;

    /// <summary>Whether membarrier(2) awaits a grace period. Needs no rights.</summary>
    public static bool HasMembarrier() => MembarrierGrace.IsOffered();

    /// <summary>Whether the kernel knows TCX: one that does looks for the interface, and no interface has this index; one that does not
    /// refuses the attach type before (bpf_link_create, kernel/bpf/syscall.c).</summary>
    /// <exception cref="BpfException">The program cannot be loaded.</exception>
    public static bool HasTcx(ObjectImage image)
    {
        using var programs = NicPrograms.Load(image, hasEthernet: true, NmNames.IngressProgram);
        var options = new LinkCreateOptions { Sz = (nuint)sizeof(LinkCreateOptions) };
        var descriptor = Libbpf.CreateLink(programs.Descriptor(NmNames.IngressProgram), int.MaxValue, BpfConstants.BPF_TCX_INGRESS, &options);
        using var link = new DescriptorHandle(Math.Max(descriptor, -1));
        return descriptor >= 0 || (Errno)(-descriptor) == Errno.ENODEV;
    }
}
