using System.ComponentModel;
using System.Runtime.InteropServices;

namespace NetMonitor.Lab;

/// <summary>AF_PACKET sockets that only send, by descriptor.</summary>
internal static unsafe class PacketSocket
{
    /// <summary>Of the network namespace of the calling thread.</summary>
    internal static int Open(int index)
    {
        // Protocol 0: it only sends. The kernel takes the packet's protocol from its Ethernet header.
        var socket = Check(Interop.socket(Interop.AF_PACKET, Interop.SOCK_RAW | Interop.SOCK_CLOEXEC, 0), "socket(AF_PACKET)");
        var address = new Interop.sockaddr_ll { sll_family = Interop.AF_PACKET, sll_ifindex = index };
        if (Interop.bind(socket, &address, (uint)sizeof(Interop.sockaddr_ll)) < 0)
        {
            var failure = Failure("bind(AF_PACKET)");
            _ = Interop.close(socket);
            throw failure;
        }

        return socket;
    }

    internal static void SetOption(int socket, int option, int value) =>
        _ = Check(Interop.setsockopt(socket, Interop.SOL_PACKET, option, &value, sizeof(int)), $"setsockopt(SOL_PACKET, {option})");

    internal static Win32Exception Failure(string operation) =>
        new(Marshal.GetLastPInvokeError(), $"{operation}: {Marshal.GetLastPInvokeErrorMessage()}");

    private static int Check(int result, string operation) => result >= 0 ? result : throw Failure(operation);
}
