using NetMonitor.Actors.Interfaces;
using NetMonitor.Core.Interfaces;
using NetMonitor.Native.Bpf;
using NetMonitor.Native.Errors;
using NetMonitor.Native.Netlink;

namespace NetMonitor.Engine.Readers;

/// <summary>What the kernel said, as what the actors and the exit code need to know of it.</summary>
internal static class Refusals
{
    public static FailureKind KindOf(Exception refusal, FailureKind otherwise) => ErrnoOf(refusal) switch
    {
        Errno.EPERM => FailureKind.Privilege,
        Errno.ENODEV or Errno.ENXIO => FailureKind.Gone,
        Errno.ENOMEM or Errno.ENOBUFS or Errno.EMFILE or Errno.ENFILE => FailureKind.Exhausted,
        Errno.EBADF or Errno.EBADFD or Errno.ESTALE => FailureKind.MapGone,
        _ => otherwise,
    };

    public static Errno ErrnoOf(Exception refusal) => refusal switch
    {
        BpfException bpf => bpf.Errno,
        NetlinkException netlink => netlink.Errno,
        _ => Errno.None,
    };

    public static bool IsOne(Exception failure) => failure is BpfException or NetlinkException;

    public static bool IsGone(Exception refusal) => KindOf(refusal, FailureKind.Attach) == FailureKind.Gone;

    /// <summary>Whether to try again is not in vain: a driver without XDP and a kernel without TCX stay that.</summary>
    public static bool MayPass(RefusedRung refused) =>
        refused.Errno is not (nameof(Errno.EOPNOTSUPP) or nameof(Errno.ENOTSUPP)) && (refused.Mode, refused.Errno) != (AttachMode.Tcx, nameof(Errno.EINVAL));

    /// <summary>Whether the driver may have begun to make its rings anew; rights and programs that are there already are looked at before it is asked
    /// (bpf_check() and dev_xdp_attach() of the kernel).</summary>
    public static bool CameFromTheDriver(RefusedRung refused) => refused.Errno is not (nameof(Errno.EPERM) or nameof(Errno.EBUSY) or nameof(Errno.EEXIST));

    /// <summary>In a few words; empty where no more than the errno is known.</summary>
    public static string MeaningOf(Exception refusal) => refusal switch
    {
        BpfException bpf => bpf.LikelyCause,
        NetlinkException netlink => netlink.LikelyCause,
        _ => "",
    };
}
