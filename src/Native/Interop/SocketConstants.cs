namespace NetMonitor.Native.Interop;

[KernelConstants("sys/socket.h", "sys/ioctl.h", "sys/poll.h", "sys/eventfd.h", "linux/netlink.h", "linux/sockios.h")]
internal static class SocketConstants
{
    public const int AF_INET = 2;
    public const int AF_NETLINK = 16;
    public const int SOCK_DGRAM = 2;
    public const int SOCK_RAW = 3;
    public const int SOCK_CLOEXEC = 0x80000;
    public const int SOCK_NONBLOCK = 0x800;
    public const int SOL_SOCKET = 1;
    public const int SO_RCVTIMEO = 20;
    public const int SO_NETNS_COOKIE = 71;
    public const int MSG_PEEK = 0x2;
    public const int MSG_TRUNC = 0x20;
    public const int SOL_NETLINK = 270;
    public const int NETLINK_ROUTE = 0;
    public const int NETLINK_CAP_ACK = 10;
    public const int NETLINK_EXT_ACK = 11;
    public const int SIOCETHTOOL = 0x8946;
    public const short POLLIN = 1;
    public const int EFD_CLOEXEC = 0x80000;
}
