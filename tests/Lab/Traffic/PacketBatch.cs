using System.Runtime.InteropServices;

namespace NetMonitor.Lab;

/// <summary>A socket that sends many frames with one system call. For one thread.</summary>
internal sealed unsafe class PacketBatch : IDisposable
{
    internal const int Capacity = 64;

    /// <summary>Of each frame.</summary>
    private const int Room = 2048;

    private readonly string _nic;
    private readonly int _socket;
    private readonly byte* _bytes;
    private readonly Interop.struct_iovec* _parts;
    private readonly Interop.struct_mmsghdr* _messages;

    private PacketBatch(string nic, int socket)
    {
        (_nic, _socket) = (nic, socket);
        _bytes = (byte*)NativeMemory.AllocZeroed(Capacity, Room);
        _parts = (Interop.struct_iovec*)NativeMemory.AllocZeroed(Capacity, (nuint)sizeof(Interop.struct_iovec));
        _messages = (Interop.struct_mmsghdr*)NativeMemory.AllocZeroed(Capacity, (nuint)sizeof(Interop.struct_mmsghdr));
        for (var i = 0; i < Capacity; i++)
        {
            _parts[i].iov_base = _bytes + (i * Room);
            _messages[i].msg_hdr.msg_iov = _parts + i;
            _messages[i].msg_hdr.msg_iovlen = 1;
        }
    }

    internal static PacketBatch Open(VethEnd from) =>
        new(from.Name, from.Namespace.Run(() => PacketSocket.Open(from.Namespace.IndexOf(from.Name))));

    /// <summary>Takes as many frames as there are, up to <see cref="Capacity"/>.</summary>
    internal int Fill(IFrameSource source)
    {
        var count = 0;
        while (count < Capacity && source.Next(new Span<byte>(_parts[count].iov_base, Room)) is var length and > 0)
        {
            _parts[count++].iov_len = (nuint)length;
        }

        return count;
    }

    /// <summary>The first so many. A frame that was refused is not sent again, for hooks on its way may have seen it.</summary>
    internal void Send(int count)
    {
        for (var sent = 0; sent < count;)
        {
            var now = Interop.sendmmsg(_socket, _messages + sent, (uint)(count - sent), 0);
            if (now < 0 && Marshal.GetLastPInvokeError() != Interop.EINTR)
            {
                throw PacketSocket.Failure($"sendmmsg of {count - sent} frames on {_nic}");
            }

            sent += Math.Max(now, 0);
        }
    }

    public void Dispose()
    {
        _ = Interop.close(_socket);
        NativeMemory.Free(_messages);
        NativeMemory.Free(_parts);
        NativeMemory.Free(_bytes);
    }
}
