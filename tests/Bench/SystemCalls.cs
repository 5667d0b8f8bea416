using System.ComponentModel;
using System.Runtime.InteropServices;

namespace NetMonitor.Bench;

/// <summary>The system calls of the benchmarks. Results and errno are as in section 2 of the manual.</summary>
internal static unsafe partial class SystemCalls
{
    internal const int AF_PACKET = 17;
    internal const int SOCK_RAW = 3;
    internal const int SOCK_CLOEXEC = 0x80000;
    internal const int SOL_PACKET = 263;
    internal const int PACKET_QDISC_BYPASS = 20;
    internal const int CLOCK_MONOTONIC = 1;
    internal const int CLOCK_THREAD_CPUTIME_ID = 3;
    internal const int EINTR = 4;
    internal const int EAGAIN = 11;
    internal const int ENOBUFS = 105;

    private const string Library = "libc";

    /// <exception cref="Win32Exception">The result is negative.</exception>
    internal static int Check(int result, string operation) => result >= 0
        ? result
        : throw new Win32Exception(Marshal.GetLastPInvokeError(), $"{operation}: {Marshal.GetLastPInvokeErrorMessage()}");

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int socket(int domain, int type, int protocol);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int bind(int sockfd, sockaddr_ll* addr, uint addrlen);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int setsockopt(int sockfd, int level, int optname, int* optval, uint optlen);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int sendmmsg(int sockfd, MessageHeader* msgvec, uint vlen, int flags);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int close(int fd);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int sched_setaffinity(int pid, nuint cpusetsize, ulong* mask);

    [LibraryImport(Library, SetLastError = true)]
    internal static partial int clock_gettime(int clockid, Timespec* tp);

    [LibraryImport(Library)]
    internal static partial int clock_nanosleep(int clockid, int flags, Timespec* request, Timespec* remain);

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

    [StructLayout(LayoutKind.Sequential)]
    internal struct Timespec
    {
        internal nint tv_sec;
        internal nint tv_nsec;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct IoVector
    {
        internal byte* iov_base;
        internal nuint iov_len;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct MessageHeader
    {
        internal void* msg_name;
        internal uint msg_namelen;
        internal IoVector* msg_iov;
        internal nuint msg_iovlen;
        internal void* msg_control;
        internal nuint msg_controllen;
        internal int msg_flags;
        internal uint msg_len;
    }
}
