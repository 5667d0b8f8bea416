using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace NetMonitor.Lab;

/// <summary>The system calls a lab needs. Results and errno are as in section 2 of the manual.</summary>
internal static unsafe partial class Interop
{
    private const string Libc = "libc";

    internal const int CLONE_NEWNET = 0x40000000;
    internal const int EINTR = 4;
    internal const int EAGAIN = 11;
    internal const int ENOBUFS = 105;

    [LibraryImport(Libc)]
    internal static partial uint geteuid();

    [LibraryImport(Libc, SetLastError = true)]
    internal static partial int setns(SafeFileHandle fd, int nstype);

    [LibraryImport(Libc, SetLastError = true)]
    internal static partial int kill(int pid, int sig);

    [LibraryImport(Libc, SetLastError = true)]
    internal static partial int close(int fd);

    [LibraryImport(Libc, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial uint if_nametoindex(string ifname);

    /// <summary>0 is the calling thread; a mask has a bit per CPU.</summary>
    [LibraryImport(Libc, SetLastError = true)]
    internal static partial int sched_getaffinity(int pid, nuint cpusetsize, ulong* mask);

    /// <inheritdoc cref="sched_getaffinity"/>
    [LibraryImport(Libc, SetLastError = true)]
    internal static partial int sched_setaffinity(int pid, nuint cpusetsize, ulong* mask);
}
