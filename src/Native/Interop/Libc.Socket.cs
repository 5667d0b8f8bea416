using System.Runtime.InteropServices;

namespace NetMonitor.Native.Interop;

/// <summary>Sockets of libc, names as in C (man 2). Each returns -1 and sets errno on failure.</summary>
internal static unsafe partial class Libc
{
    private const string Library = "libc";

    /// <summary>man 2 socket. The socket belongs to the calling thread's network namespace for good.</summary>
    [LibraryImport(Library, EntryPoint = "socket", SetLastError = true)]
    public static partial SocketHandle Socket(int domain, int type, int protocol);

    /// <summary>man 2 close.</summary>
    [LibraryImport(Library, EntryPoint = "close")]
    public static partial int Close(int descriptor);

    /// <summary>man 2 setsockopt.</summary>
    [LibraryImport(Library, EntryPoint = "setsockopt", SetLastError = true)]
    public static partial int SetSocketOption(SocketHandle socket, int level, int option, void* value, uint length);

    /// <summary>man 2 getsockopt.</summary>
    [LibraryImport(Library, EntryPoint = "getsockopt", SetLastError = true)]
    public static partial int GetSocketOption(SocketHandle socket, int level, int option, void* value, uint* length);

    /// <summary>man 2 send.</summary>
    [LibraryImport(Library, EntryPoint = "send", SetLastError = true)]
    public static partial nint Send(SocketHandle socket, byte* data, nuint length, int flags);

    /// <summary>man 2 recvfrom.</summary>
    [LibraryImport(Library, EntryPoint = "recvfrom", SetLastError = true)]
    public static partial nint ReceiveFrom(SocketHandle socket, byte* data, nuint length, int flags, NetlinkAddress* sender, uint* senderLength);

    /// <summary>man 2 ioctl.</summary>
    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Ioctl(SocketHandle socket, nuint request, void* argument);

    /// <summary>man 2 bind.</summary>
    [LibraryImport(Library, EntryPoint = "bind", SetLastError = true)]
    public static partial int Bind(SocketHandle socket, NetlinkAddress* address, uint length);

    /// <summary>man 2 poll.</summary>
    [LibraryImport(Library, EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(PollDescriptor* descriptors, nuint count, int milliseconds);

    /// <summary>man 2 eventfd.</summary>
    [LibraryImport(Library, EntryPoint = "eventfd", SetLastError = true)]
    public static partial int CreateEvent(uint value, int flags);

    /// <summary>man 2 write.</summary>
    [LibraryImport(Library, EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(DescriptorHandle descriptor, void* data, nuint length);
}
