using NetMonitor.Actors.Interfaces;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Engine.Readers;

/// <summary>Reads what a NIC that does not exist would have counted since the reader was opened; the kernel it is part of is made up too,
/// and agrees.</summary>
public sealed class SimulatedInterfaceReader : IInterfaceReader
{
    private readonly SimulatedNic _nic;
    private readonly TrafficCounters _atAttach;
    private (MonotonicTime At, TrafficCounters Counters) _closed;

    internal SimulatedInterfaceReader(LinkDescription link, Generation generation, SimulatedNic nic)
    {
        Link = link;
        Attachment = new Attachment(generation, AttachMode.Simulated, "asked for: no packet of these was ever sent");
        _nic = nic;
        _closed = nic.Now();
        _atAttach = _closed.Counters;
    }

    public LinkDescription Link { get; }

    public Attachment Attachment { get; }

    public void CloseWindow(Action closed)
    {
        _closed = _nic.Now();
        closed();
    }

    public InterfaceReading Read() => new(
        _closed.At, Attachment.Generation, _closed.Counters.Since(_atAttach), Kernel(_closed.Counters), Kernel(_atAttach));

    public FlowWindow? TakeFlows(string nic) => null;

    public InterfaceReading Finish()
    {
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
