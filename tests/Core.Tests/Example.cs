using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Tests;

internal static class Example
{
    public static LinkDescription Link { get; } =
        new(7, "veth0", "veth", "veth", "02:00:00:00:00:01", 1500, 10_000_000_000, 0, HasEthernet: true, IsUp: true, IsLoopback: false);

    public static DirectionCounters Direction(ulong packets, ulong bytes) => DirectionCounters.Zero with { Total = new(packets, bytes) };

    public static TrafficCounters Traffic(ulong rxPackets, ulong txPackets) =>
        new(Direction(rxPackets, rxPackets * 100), Direction(txPackets, txPackets * 100));

    public static KernelCounters Kernel(ulong rxPackets, ulong txPackets) =>
        new(rxPackets, txPackets, rxPackets * 100, txPackets * 100, 0, 0, 0, 0, 0, 0);

    public static InterfaceReading Reading(
        long generation, double seconds, TrafficCounters counters, KernelCounters kernel = default, KernelCounters atAttach = default) =>
        new(new MonotonicTime((long)(seconds * 1e9)), new Generation(generation), counters, kernel, atAttach);
}
