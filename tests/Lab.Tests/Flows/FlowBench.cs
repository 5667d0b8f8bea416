using NetMonitor.Core.Traffic;
using NetMonitor.Engine.Capture;
using NetMonitor.Engine.Readers;
using NetMonitor.Lab.Tests.Readers;

namespace NetMonitor.Lab.Tests.Flows;

/// <summary>A NIC with the product's data plane on it, read while all CPUs send through it.</summary>
internal sealed class FlowBench : IDisposable
{
    /// <summary>Of the ring: 8 bytes of header, and the flow with its bank.</summary>
    private const int EvictionBytes = 104;

    private readonly VethLab _lab;
    private readonly LabDataPlane _plane;
    private readonly int _ringEvictions;

    public FlowBench(ModePolicy mode, FlowSpaceSettings flows)
    {
        // With XDP each queue is served on one CPU at a time: two let two of them work at once, on the same flows.
        _lab = VethLab.Create(new VethOptions { Queues = 2 }, "eth1");
        try
        {
            _plane = new LabDataPlane(_lab.Host, mode, flows);
            Reader = _plane.Open(_plane.ListLinks().Single());
        }
        catch
        {
            _plane?.Dispose();
            _lab.Dispose();
            throw;
        }

        _ringEvictions = flows.RingBytes / EvictionBytes;
        Reading = new FlowReading(new InNamespaceReader(_lab.Host, Reader));
    }

    public VethNic Nic => _lab["eth1"];

    public BpfInterfaceReader Reader { get; }

    public FlowReading Reading { get; }

    /// <summary>The most packets that may be under way to the reader for the ring to have room for all of them, if each made a flow give way.</summary>
    public long RingPackets => _ringEvictions;

    /// <summary>Sends, and closes windows meanwhile; then the rest, and the end.</summary>
    /// <param name="packetsPerWindow">A window is closed no sooner than so many packets after the last.</param>
    /// <param name="unread">Packets that are sent at most before those of them that were sent first are read.</param>
    public void Run(IReadOnlyList<SenderLoad> loads, long packetsPerWindow, long unread)
    {
        using var sender = ParallelSender.Start(Nic, loads, unread);
        while (!sender.IsOver)
        {
            var due = sender.Sent + packetsPerWindow;
            Eventually.True(() => sender.IsOver || sender.Sent >= due, $"{due} packets sent", TimeSpan.FromMinutes(3));
            Reading.CloseWindow();
            sender.Limit = (long)Reading.Packets + unread;
        }

        sender.Finish();
        Reading.CloseWindow();
        Reading.Finish();
    }

    /// <summary>What the kernel counted of this NIC by itself. Received bytes: with native XDP a veth leaves the Ethernet header out.</summary>
    public (Count Rx, Count Tx) Kernel(ModePolicy mode)
    {
        const ulong EthernetHeader = 14;
        var counted = Nic.Host.Statistics();
        var left = mode == ModePolicy.Native ? EthernetHeader * counted.RxPackets : 0;
        return (new(counted.RxPackets, counted.RxBytes + left), new(counted.TxPackets, counted.TxBytes));
    }

    public void Dispose()
    {
        _lab.Host.Run(Reader.Dispose);
        _plane.Dispose();
        _lab.Dispose();
    }
}
