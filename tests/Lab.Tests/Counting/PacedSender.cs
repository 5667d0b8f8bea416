using NetMonitor.Native.Netlink;

namespace NetMonitor.Lab.Tests.Counting;

/// <summary>Sends to the host no faster than it receives: with XDP on it a veth queues 256 packets and drops the rest, and a busy machine
/// leaves the receiving half waiting for a processor.</summary>
internal sealed class PacedSender : IDisposable
{
    private const int Chunk = 128;

    private readonly FrameInjector _injector;
    private readonly Rtnetlink _links;
    private readonly int _index;
    private ulong _sent;

    public PacedSender(VethNic nic)
    {
        _injector = nic.Wire.OpenInjector();
        _links = nic.Host.Namespace.Run(Rtnetlink.Open);
        _index = nic.Host.Index;
        _sent = Received();
    }

    public void Send(Frame frame, int times)
    {
        for (var left = times; left > 0; left -= Chunk)
        {
            var now = Math.Min(left, Chunk);
            _injector.Send(frame, now);
            _sent += (ulong)now;
            Eventually.True(() => Received() >= _sent, $"{frame} received");
        }
    }

    public void Dispose()
    {
        _injector.Dispose();
        _links.Dispose();
    }

    private ulong Received() => _links.TryReadStatistics(_index, out var statistics) ? statistics.RxPackets : 0;
}
