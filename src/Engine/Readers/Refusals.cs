using NetMonitor.Actors.Interfaces;
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
}
