using NetMonitor.Actors.Interfaces;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Engine.Tests.Scripted;

/// <summary>Sees what <see cref="Receive"/> lets come in: UDP over IPv4, 100 bytes each.</summary>
internal sealed class ScriptedReader(LinkDescription link, Generation generation, Action detach) : IInterfaceReader
{
    private long _packets;
    private bool _isAttached = true;

    public LinkDescription Link { get; } = link;

    public Attachment Attachment { get; } = new(generation, AttachMode.Tcx, "scripted") { Flows = new FlowRoom(1024, 1024, 262_144, "") };

    public void Receive(int packets) => Interlocked.Add(ref _packets, packets);

    public void CloseWindow(Action closed) => closed();

    public InterfaceReading Read()
    {
        var packets = (ulong)Interlocked.Read(ref _packets);
        var count = new Count(packets, packets * 100);
        var zero = DirectionCounters.Zero;
        var rx = zero with { Total = count, Classes = zero.Classes.SetItem(TrafficClass.Of("udp", IpVersion.V4).Index, count) };
        return new InterfaceReading(
            new MonotonicTime(TimeProvider.System.GetTimestamp()),
            Attachment.Generation,
            new TrafficCounters(rx, zero),
            new KernelCounters(packets, 0, packets * 100, 0, 0, 0, 0, 0, 0, 0),
            default);
    }

    public FlowWindow? TakeFlows(string nic) => null;

    public InterfaceReading Finish()
    {
        Detach();
        return Read();
    }

    public void Dispose() => Detach();

    private void Detach()
    {
        if (_isAttached)
        {
            _isAttached = false;
            detach();
        }
    }
}
