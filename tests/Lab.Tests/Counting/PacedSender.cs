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
        : this(nic.Wire, nic.Host)
    {
    }

    /// <summary>Between the two ends of one cable.</summary>
    public PacedSender(VethEnd from, VethEnd to)
    {
        _injector = from.OpenInjector();
        _links = to.Namespace.Run(Rtnetlink.Open);
        _index = to.Index;
        _sent = Received();
    }

    public void Send(Frame frame, int times)
    {
        for (var left = times; left > 0; left -= Chunk)
        {
            var now = Math.Min(left, Chunk);
            _injector.Send(frame, now);
            AwaitArrival(now, $"{frame} received");
        }
    }

    /// <summary>Each once, in this order.</summary>
    public void Send(IReadOnlyCollection<byte[]> frames)
    {
        foreach (var chunk in frames.Chunk(Chunk))
        {
            foreach (var frame in chunk)
            {
                _injector.Send(frame);
            }

            AwaitArrival(chunk.Length, $"{chunk.Length} frames received");
        }
    }

    public void Dispose()
    {
        _injector.Dispose();
        _links.Dispose();
    }

    private void AwaitArrival(int packets, string what)
    {
        _sent += (ulong)packets;
        Eventually.True(() => Received() >= _sent, what);
    }

    private ulong Received() => _links.TryReadStatistics(_index, out var statistics) ? statistics.RxPackets : 0;
}
