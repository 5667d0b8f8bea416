using NetMonitor.Actors.Interfaces;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Simulation;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Engine.Readers;

/// <summary>Reads what a NIC that does not exist would have counted since the reader was opened; the kernel it is part of is made up too,
/// and agrees.</summary>
public sealed class SimulatedInterfaceReader : IInterfaceReader
{
    private readonly SimulatedNic _nic;
    private readonly TrafficCounters _atAttach;
    private readonly bool _countsFlows;
    private (MonotonicTime At, TrafficCounters Counters, long Windows) _closed;
    private (MonotonicTime At, long Windows) _read;
    private long _taken;
    private TimeSpan _leastWindow;
    private bool _isFinished;
    private MonotonicTime? _takenAt;

    internal SimulatedInterfaceReader(LinkDescription link, Generation generation, SimulatedNic nic, bool countsFlows)
    {
        Link = link;
        Attachment = new Attachment(generation, AttachMode.Simulated, "asked for: no packet of these was ever sent")
        {
            Flows = countsFlows ? new FlowRoom(SimulatedFlows.Slots, SimulatedFlows.Slots, MapBytes: 0, "") : FlowRoom.None("flows are off"),
        };
        _nic = nic;
        _countsFlows = countsFlows;
        _closed = nic.Now();
        _atAttach = _closed.Counters;
        _taken = _closed.Windows;
        _read = (_closed.At, _taken);
    }

    public LinkDescription Link { get; }

    public Attachment Attachment { get; }

    public void CloseWindow(Action closed)
    {
        _closed = _nic.Now();
        closed();
    }

    public InterfaceReading Read()
    {
        _read = (_closed.At, _closed.Windows);
        return new(_closed.At, Attachment.Generation, _closed.Counters.Since(_atAttach), Kernel(_closed.Counters), Kernel(_atAttach));
    }

    public FlowWindow? TakeFlows(string nic)
    {
        if (!_countsFlows || _taken == _read.Windows || (!_isFinished && _takenAt is { } before && _read.At - before < _leastWindow))
        {
            return null;
        }

        var window = _nic.Flows(nic, _read.At, _taken, _read.Windows);
        (_taken, _takenAt) = (_read.Windows, _read.At);
        return window;
    }

    public string? ChangeFlows(int slots) => "simulated flows are made up: there is no room to change";

    public void LengthenFlows(TimeSpan least) => _leastWindow = least;

    public InterfaceReading Finish()
    {
        _isFinished = true;
        _closed = _nic.Now();
        return Read();
    }

    public void Dispose()
    {
    }

    private static KernelCounters Kernel(TrafficCounters all) => default(KernelCounters) with
    {
        RxPackets = all.Rx.Total.Packets,
        TxPackets = all.Tx.Total.Packets,
        RxBytes = all.Rx.Total.Bytes,
        TxBytes = all.Tx.Total.Bytes,
    };
}
