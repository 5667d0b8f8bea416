using System.Runtime.InteropServices;
using NetMonitor.Native.Errors;
using NetMonitor.Native.Interop;

namespace NetMonitor.Native.Bpf.Pins;

/// <summary>The kernel's name for a network namespace: unique until the next boot, never used twice (man 7 socket; Linux 5.14).</summary>
internal static unsafe class NamespaceCookie
{
    /// <summary>Of the calling thread's namespace.</summary>
    /// <exception cref="BpfException">Not known to this kernel.</exception>
    public static ulong Read()
    {
        using var socket = Libc.Socket(SocketConstants.AF_INET, SocketConstants.SOCK_DGRAM | SocketConstants.SOCK_CLOEXEC, 0);
        var cookie = 0ul;
        var length = (uint)sizeof(ulong);
        return !socket.IsInvalid && Libc.GetSocketOption(socket, SocketConstants.SOL_SOCKET, SocketConstants.SO_NETNS_COOKIE, &cookie, &length) == 0
            ? cookie
            : throw new BpfException("name the network namespace", "SO_NETNS_COOKIE", (Errno)Marshal.GetLastPInvokeError(), "Linux 5.14 or later is needed");
    }
}
