using NetMonitor.Native.Errors;

namespace NetMonitor.Native.Bpf;

/// <summary>What an errno of bpf(2) usually means, by what was asked for.</summary>
internal static class LikelyCause
{
    public const string Privilege =
        "CAP_BPF, CAP_NET_ADMIN and CAP_PERFMON are needed (root has them); setcap or systemd's AmbientCapabilities= can give them";

    private const string Gone = "the NIC is gone";

    public static string OfLoad(Errno errno) => errno switch
    {
        Errno.EPERM => Privilege,
        Errno.EACCES or Errno.EINVAL => "this kernel's verifier does not take the program (Linux 6.1 or later is needed)",
        Errno.ENOMEM => "the memory for the maps cannot be had (lower the number of NICs, or raise the memory limit of the control group)",
        _ => "",
    };

    public static string OfXdp(Errno errno) => errno switch
    {
        Errno.EPERM => Privilege,
        Errno.EBUSY => "another XDP program is attached to this NIC",
        Errno.EEXIST => "an XDP program is attached in another mode",
        Errno.EOPNOTSUPP => "the driver has no native XDP",
        Errno.ERANGE => "the MTU is too large for the driver's native XDP",
        Errno.ENODEV => Gone,
        Errno.EINVAL => "the driver refuses native XDP as the NIC is set up now (queues, LRO, MTU)",
        _ => "",
    };

    public static string OfGenericXdp(Errno errno) => errno is Errno.EPERM or Errno.EBUSY or Errno.EEXIST or Errno.ENODEV ? OfXdp(errno) : "";

    public static string WayOutOfXdp(Errno errno) => errno is Errno.EPERM or Errno.ENODEV ? "" : "use mode tcx or tc";

    public static string OfTcx(Errno errno) => errno switch
    {
        Errno.EPERM => Privilege,
        Errno.EINVAL => "TCX needs Linux 6.6",
        Errno.ENODEV => Gone,

        // bpf_mprog_max() of linux/bpf_mprog.h.
        Errno.ERANGE => "63 other programs are attached there, and more are not taken",
        _ => "",
    };

    public static string WayOutOfTcx(Errno errno) => errno is Errno.EPERM or Errno.ENODEV ? "" : "use mode tc";

    public static string OfClsact(Errno errno) => errno switch
    {
        Errno.EPERM => Privilege,
        Errno.ENODEV => Gone,
        Errno.EEXIST => "another filter has the same handle and priority",
        Errno.EINVAL or Errno.ENOENT => "clsact or cls_bpf is missing from this kernel, or somebody removed the clsact qdisc",
        _ => "",
    };
}
