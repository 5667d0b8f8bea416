using System.Runtime.InteropServices;

namespace NetMonitor.Lab;

/// <summary>Sends frames out of one NIC exactly as they are, each to the end or with an exception.</summary>
public sealed unsafe class FrameInjector : IDisposable
{
    /// <summary>A full queue empties within microseconds; a NIC that takes nothing at all is down.</summary>
    private const int Attempts = 10_000;

    private readonly int _plain;
    private readonly int _super;
    private readonly string _nic;

    private FrameInjector(string nic, int plain, int super) => (_nic, _plain, _super) = (nic, plain, super);

    /// <param name="bypassQueueing">Goes past the queueing discipline, and with it past TC egress.</param>
    public static FrameInjector Open(NetworkNamespace home, string nic, bool bypassQueueing = false) => home.Run(() =>
    {
        var index = home.IndexOf(nic);
        var plain = PacketSocket.Open(index);
        try
        {
            var super = PacketSocket.Open(index);
            var injector = new FrameInjector(nic, plain, super);
            PacketSocket.SetOption(super, Interop.PACKET_VNET_HDR, 1);
            PacketSocket.SetOption(plain, Interop.PACKET_QDISC_BYPASS, bypassQueueing ? 1 : 0);
            return injector;
        }
        catch
        {
            _ = Interop.close(plain);
            throw;
        }
    });

    public void Send(Frame frame, int times = 1) => Send(frame.Bytes, times);

    public void Send(byte[] frame, int times = 1) => SendAll(_plain, frame, times);

    /// <summary>Hands the stack one packet that is several on the wire (PACKET_VNET_HDR). The kernel leaves its gso_segs zero, as for any
    /// header that it has yet to check.</summary>
    public void Send(GsoFrame frame, int times = 1)
    {
        var header = frame.Header;
        SendAll(_super, [.. MemoryMarshal.AsBytes(new ReadOnlySpan<Interop.virtio_net_hdr>(in header)), .. frame.Frame.Bytes], times);
    }

    public void Dispose()
    {
        _ = Interop.close(_plain);
        _ = Interop.close(_super);
    }

    private void SendAll(int socket, byte[] bytes, int times)
    {
        fixed (byte* start = bytes)
        {
            for (var i = 0; i < times; i++)
            {
                SendOne(socket, start, bytes.Length);
            }
        }
    }

    private void SendOne(int socket, byte* start, int length)
    {
        for (var attempt = 0; Interop.send(socket, start, (nuint)length, 0) != length; attempt++)
        {
            if (attempt == Attempts || Marshal.GetLastPInvokeError() is not (Interop.EINTR or Interop.EAGAIN or Interop.ENOBUFS))
            {
                throw PacketSocket.Failure($"send of {length} bytes on {_nic}");
            }

            _ = Thread.Yield();
        }
    }
}
