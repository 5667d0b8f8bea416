using NetMonitor.Native.Errors;

namespace NetMonitor.Native.Netlink;

/// <summary>What usually stands behind a refusal over rtnetlink.</summary>
internal static class LikelyCause
{
    public static string Of(Errno errno) => errno switch
    {
        Errno.EPERM => "CAP_NET_ADMIN is missing in the user namespace that owns this network namespace",
        Errno.ENODEV => "the interface is gone, or lives in another network namespace",
        Errno.EEXIST => "another ingress qdisc holds the place of clsact",
        Errno.ENOENT => "the kernel has no clsact (CONFIG_NET_SCH_INGRESS), or its module cannot be loaded from here",
        Errno.EOPNOTSUPP => "the kernel is older than the request (statistics by RTM_GETSTATS: 4.7, clsact: 4.5)",
        Errno.EAGAIN => "the kernel's answer was lost",
        Errno.ENOBUFS => "the socket's receive buffer overran",
        _ => "",
    };
}
