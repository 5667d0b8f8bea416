using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetMonitor.Native.Errors;
using NetMonitor.Native.Interop;

namespace NetMonitor.Native.Netlink;

/// <summary>One rtnetlink socket and its receive buffer. Not for two threads at once.</summary>
internal sealed unsafe class NetlinkSocket : IDisposable
{
    /// <summary>What the kernel makes a dump's datagrams at most (NLMSG_GOODSIZE grown to 32 kB); larger single answers make the buffer grow.</summary>
    private const int UsualDatagram = 32 * 1024;

    /// <summary>An answer is queued before the request's send returns; only a lost one is ever waited for.</summary>
    private const int AnswerWithinSeconds = 10;

    private readonly SocketHandle _handle;
    private byte[] _buffer;
    private uint _sequence;

    private NetlinkSocket(SocketHandle handle, int bufferBytes)
    {
        _handle = handle;
        _buffer = new byte[bufferBytes];
    }

    /// <summary>Belongs to the calling thread's network namespace for good, wherever that thread goes later.</summary>
    public static NetlinkSocket Open(int bufferBytes = UsualDatagram)
    {
        var handle = OpenHandle(0);
        // Kernels before 4.12 know neither; their errors come without words, and with the request repeated whole.
        var on = 1;
        _ = Libc.SetSocketOption(handle, SocketConstants.SOL_NETLINK, SocketConstants.NETLINK_EXT_ACK, &on, sizeof(int));
        _ = Libc.SetSocketOption(handle, SocketConstants.SOL_NETLINK, SocketConstants.NETLINK_CAP_ACK, &on, sizeof(int));
        var patience = new TimeValue { TvSec = AnswerWithinSeconds };
        if (Libc.SetSocketOption(handle, SocketConstants.SOL_SOCKET, SocketConstants.SO_RCVTIMEO, &patience, (uint)Unsafe.SizeOf<TimeValue>()) < 0)
        {
            var errno = LastErrno();
            handle.Dispose();
            throw new NetlinkException("set receive timeout", "rtnetlink", errno, "", "");
        }

        return new NetlinkSocket(handle, bufferBytes);
    }

    /// <summary>A socket that hears what the kernel tells the groups (RTMGRP_*). It never blocks in <see cref="Receive"/>, which answers
    /// EAGAIN when there is nothing more, and ENOBUFS once after the kernel had to leave something out.</summary>
    public static NetlinkSocket Listen(uint groups)
    {
        var handle = OpenHandle(SocketConstants.SOCK_NONBLOCK);
        var address = new NetlinkAddress { NlFamily = SocketConstants.AF_NETLINK, NlGroups = groups };
        if (Libc.Bind(handle, &address, (uint)Unsafe.SizeOf<NetlinkAddress>()) < 0)
        {
            var errno = LastErrno();
            handle.Dispose();
            throw new NetlinkException("listen to links", "rtnetlink", errno, "", "");
        }

        return new NetlinkSocket(handle, UsualDatagram);
    }

    /// <summary>Waits, without end. False once <paramref name="wake"/> can be read, whatever else there is to be received.</summary>
    public bool AwaitDatagram(DescriptorHandle wake)
    {
        var wanted = stackalloc PollDescriptor[2];
        wanted[0] = new PollDescriptor { Fd = wake.Descriptor, Events = SocketConstants.POLLIN };
        wanted[1] = new PollDescriptor { Fd = (int)_handle.DangerousGetHandle(), Events = SocketConstants.POLLIN };
        while (Libc.Poll(wanted, 2, -1) < 0)
        {
            var errno = LastErrno();
            if (errno != Errno.EINTR)
            {
                throw new NetlinkException("await links", "rtnetlink", errno, "", "");
            }
        }

        return wanted[0].Revents == 0;
    }

    /// <summary>Stamps the request with a sequence number of its own and sends it.</summary>
    public Errno Send(Span<byte> request, out uint sequence)
    {
        sequence = ++_sequence;
        MemoryMarshal.AsRef<NetlinkHeader>(request).NlmsgSeq = sequence;
        fixed (byte* data = request)
        {
            while (Libc.Send(_handle, data, (nuint)request.Length, 0) < 0)
            {
                var errno = LastErrno();
                if (errno != Errno.EINTR)
                {
                    return errno;
                }
            }
        }

        return Errno.None;
    }

    /// <summary>
    /// The next datagram from the kernel, whole, valid until the next call. Its size is asked first: a datagram cut short could not be asked for
    /// again without starting over.
    /// </summary>
    public Errno Receive(out ReadOnlySpan<byte> datagram)
    {
        datagram = default;
        while (true)
        {
            var size = Libc.ReceiveFrom(_handle, null, 0, SocketConstants.MSG_PEEK | SocketConstants.MSG_TRUNC, null, null);
            if (size > _buffer.Length)
            {
                _buffer = new byte[size];
            }

            var sender = default(NetlinkAddress);
            if (size >= 0)
            {
                var senderLength = (uint)Unsafe.SizeOf<NetlinkAddress>();
                fixed (byte* data = _buffer)
                {
                    size = Libc.ReceiveFrom(_handle, data, (nuint)_buffer.Length, 0, &sender, &senderLength);
                }
            }

            if (size < 0)
            {
                var errno = LastErrno();
                if (errno == Errno.EINTR)
                {
                    continue;
                }

                return errno;
            }

            // Processes may write to each other's netlink sockets; only port 0 is the kernel.
            if (sender.NlPid == 0)
            {
                datagram = _buffer.AsSpan(0, (int)size);
                return Errno.None;
            }
        }
    }

    public void Dispose() => _handle.Dispose();

    private static SocketHandle OpenHandle(int flags)
    {
        var handle = Libc.Socket(
            SocketConstants.AF_NETLINK, SocketConstants.SOCK_RAW | SocketConstants.SOCK_CLOEXEC | flags, SocketConstants.NETLINK_ROUTE);
        if (handle.IsInvalid)
        {
            var errno = LastErrno();
            throw new NetlinkException("open socket", "rtnetlink", errno, "", errno == Errno.EMFILE ? "the limit of open files (ulimit -n)" : "");
        }

        return handle;
    }

    private static Errno LastErrno() => (Errno)Marshal.GetLastPInvokeError();
}
