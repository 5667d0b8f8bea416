using System.Runtime.InteropServices;

namespace NetMonitor.Lab;

/// <summary>packet(7), and the header of PACKET_VNET_HDR from linux/virtio_net.h.</summary>
internal static unsafe partial class Interop
{
    internal const int AF_PACKET = 17;
    internal const int SOCK_RAW = 3;
    internal const int SOCK_CLOEXEC = 0x80000;
    internal const int SOL_PACKET = 263;
    internal const int PACKET_VNET_HDR = 15;
    internal const int PACKET_QDISC_BYPASS = 20;
    internal const byte VIRTIO_NET_HDR_F_NEEDS_CSUM = 1;

    [LibraryImport(Libc, SetLastError = true)]
    internal static partial int socket(int domain, int type, int protocol);

    [LibraryImport(Libc, SetLastError = true)]
    internal static partial int bind(int sockfd, sockaddr_ll* addr, uint addrlen);

    [LibraryImport(Libc, SetLastError = true)]
    internal static partial int setsockopt(int sockfd, int level, int optname, int* optval, uint optlen);

    [LibraryImport(Libc, SetLastError = true)]
    internal static partial nint send(int sockfd, byte* buf, nuint len, int flags);

    [LibraryImport(Libc, SetLastError = true)]
    internal static partial int sendmmsg(int sockfd, struct_mmsghdr* msgvec, uint vlen, int flags);

    [StructLayout(LayoutKind.Sequential)]
    internal struct struct_iovec
    {
        internal byte* iov_base;
        internal nuint iov_len;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct struct_mmsghdr
    {
        internal struct_msghdr msg_hdr;
        internal uint msg_len;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct struct_msghdr
    {
        internal void* msg_name;
        internal uint msg_namelen;
        internal struct_iovec* msg_iov;
        internal nuint msg_iovlen;
        internal void* msg_control;
        internal nuint msg_controllen;
        internal int msg_flags;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct sockaddr_ll
    {
        internal ushort sll_family;
        internal ushort sll_protocol;
        internal int sll_ifindex;
        internal ushort sll_hatype;
        internal byte sll_pkttype;
        internal byte sll_halen;
        internal ulong sll_addr;
    }

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    internal struct virtio_net_hdr
    {
        internal byte flags;
        internal byte gso_type;
        internal ushort hdr_len;
        internal ushort gso_size;
        internal ushort csum_start;
        internal ushort csum_offset;
    }
}
