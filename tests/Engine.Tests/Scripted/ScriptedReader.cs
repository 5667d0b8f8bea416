using NetMonitor.Actors.Interfaces;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Engine.Tests.Scripted;

/// <summary>Sees what <see cref="Receive"/> lets come in: UDP over IPv4 from 10.0.0.2:53 to 10.0.0.1:40000, 100 bytes each.</summary>
internal sealed class ScriptedReader(LinkDescription link, Generation generation, Action detach) : IInterfaceReader
{
    private static readonly FlowKey Flow = new(HostAddress.IPv4(0x0a000002), HostAddress.IPv4(0x0a000001), 53, 40_000, IpProtocol.Udp, IpVersion.V4);

    private long _packets;
    private ulong _taken;
    private (ulong Packets, MonotonicTime At)? _read;
    private bool _isAttached = true;

    public LinkDescription Link { get; } = link;

    public Attachment Attachment { get; private set; } = new(generation, AttachMode.Tcx, "scripted") { Flows = new FlowRoom(1024, 1024, 262_144, "") };

    public void Receive(int packets) => Interlocked.Add(ref _packets, packets);

    public void CloseWindow(Action closed) => closed();

    public InterfaceReading Read()
    {
        var packets = (ulong)Interlocked.Read(ref _packets);
        var count = new Count(packets, packets * 100);
        var zero = DirectionCounters.Zero;
        var rx = zero with { Total = count, Classes = zero.Classes.SetItem(TrafficClass.Of("udp", IpVersion.V4).Index, count) };
        var at = new MonotonicTime(TimeProvider.System.GetTimestamp());
        _read = (packets, at);
        return new InterfaceReading(
            at,
            Attachment.Generation,
            new TrafficCounters(rx, zero),
            new KernelCounters(packets, 0, packets * 100, 0, 0, 0, 0, 0, 0, 0),
            default);
    }

    public FlowWindow? TakeFlows(string nic)
    {
        if (_read is not var (packets, at))
        {
            return null;
        }

        var count = new Count(packets - _taken, (packets - _taken) * 100);
        (_taken, _read) = (packets, null);
        var builder = new FlowWindowBuilder();
        builder.Add(Direction.Rx, Flow, count.Packets == 0 ? default : new FlowCounts(count.Packets, count.Bytes, count.Bytes, at, at));
        var classes = FlowAccount.Empty.Classes.SetItem(TrafficClass.Of("udp", IpVersion.V4).Index, count);
        return builder.Close(nic, at, FlowAccount.Empty with { Total = count, Classes = classes }, FlowAccount.Empty);
    }

    /// <summary>There is room for 65536.</summary>
    public string? ChangeFlows(int slots)
    {
        var given = Math.Min(slots, 65_536);
        Attachment = Attachment with
        {
            Flows = slots == 0 ? FlowRoom.None("switched off") : new FlowRoom(slots, given, given * 256, given < slots ? $"asked for {slots} slots, there are {given}" : ""),
        };
        return null;
    }

    /// <summary>What was told last.</summary>
    public TimeSpan LeastWindow { get; private set; }

    public void LengthenFlows(TimeSpan least) => LeastWindow = least;

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
