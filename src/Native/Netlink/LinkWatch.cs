using NetMonitor.Native.Errors;
using NetMonitor.Native.Interop;

namespace NetMonitor.Native.Netlink;

/// <summary>Says when links of one network namespace came, went or changed: that of the thread which opened it. What they are now, a
/// list of links has to tell; so nothing is wrong for longer than it takes to ask, even where the kernel told more than the socket
/// could hold.</summary>
/// <remarks>It listens on a socket and a thread of its own: requests on another one lose nothing of it.</remarks>
public sealed unsafe class LinkWatch : IDisposable
{
    /// <summary>Messages taken off the socket before they are told as one change; the rest makes the next one.</summary>
    private const int DatagramsPerChange = 256;

    private readonly NetlinkSocket _socket;
    private readonly DescriptorHandle _wake;
    private readonly Action _changed;
    private readonly Action<NetlinkException> _failed;
    private readonly LinkNews _news = new();
    private readonly Thread _thread;
    private bool _disposed;
    private bool _isCongested;
    private long _overruns;

    private LinkWatch(NetlinkSocket socket, DescriptorHandle wake, Action changed, Action<NetlinkException> failed)
    {
        _socket = socket;
        _wake = wake;
        _changed = changed;
        _failed = failed;
        _thread = new Thread(Serve) { IsBackground = true, Name = "link events" };
        _thread.Start();
    }

    /// <summary>How often the kernel had more to say than the socket could hold.</summary>
    public long Overruns => Interlocked.Read(ref _overruns);

    /// <param name="changed">Runs on the watching thread; what happens meanwhile is told by a further call. It must not throw, nor dispose the
    /// watch.</param>
    /// <param name="failed">Runs at most once, on the watching thread: nothing more will be told.</param>
    /// <exception cref="NetlinkException">The kernel lets nobody listen.</exception>
    public static LinkWatch Open(Action changed, Action<NetlinkException> failed)
    {
        var socket = NetlinkSocket.Listen(RouteConstants.RTMGRP_LINK);
        var wake = new DescriptorHandle(Libc.CreateEvent(0, SocketConstants.EFD_CLOEXEC));
        if (!wake.IsInvalid)
        {
            return new LinkWatch(socket, wake, changed, failed);
        }

        socket.Dispose();
        throw new NetlinkException(
            "listen to links", "eventfd", (Errno)System.Runtime.InteropServices.Marshal.GetLastPInvokeError(), "", "the limit of open files (ulimit -n)");
    }

    /// <summary>Returns when the thread has ended: nothing is told any more.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        ulong one = 1;
        _ = Libc.Write(_wake, &one, sizeof(ulong));
        _thread.Join();
        _socket.Dispose();
        _wake.Dispose();
    }

    private void Serve()
    {
        try
        {
            while (_socket.AwaitDatagram(_wake))
            {
                if (TakeAll())
                {
                    _changed();
                }
            }
        }
        catch (NetlinkException failure)
        {
            _failed(failure);
        }
    }

    private bool TakeAll()
    {
        var isNews = _isCongested;
        for (var i = 0; i < DatagramsPerChange; i++)
        {
            var errno = _socket.Receive(out var datagram);
            switch (errno)
            {
                case Errno.None:
                    isNews |= _news.Take(datagram);
                    break;
                case Errno.EAGAIN:
                    _isCongested = false;
                    return isNews;
                case Errno.ENOBUFS:
                    // Said once; until the queue is empty the kernel goes on leaving out (netlink_overrun() in net/netlink/af_netlink.c).
                    _ = Interlocked.Increment(ref _overruns);
                    _news.Forget();
                    _isCongested = isNews = true;
                    break;
                default:
                    throw new NetlinkException("listen to links", "rtnetlink", errno, "", "");
            }
        }

        return isNews;
    }
}
