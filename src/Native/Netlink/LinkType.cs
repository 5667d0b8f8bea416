using NetMonitor.Native.Interop;

namespace NetMonitor.Native.Netlink;

/// <summary>ARPHRD_* of linux/if_arp.h: the link layers that we meet; an interface may have any other number.</summary>
[KernelConstants("linux/if_arp.h")]
public static class LinkType
{
    public const ushort ARPHRD_ETHER = 1;
    public const ushort ARPHRD_PPP = 512;
    public const ushort ARPHRD_TUNNEL = 768;
    public const ushort ARPHRD_LOOPBACK = 772;
    public const ushort ARPHRD_IPGRE = 778;
    public const ushort ARPHRD_NONE = 0xFFFE;
}
