using NetMonitor.Core.Flows;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Simulation;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Engine.Readers;

/// <summary>One NIC's made-up traffic since it was made: the same for the same seed, NIC and time that has gone by.</summary>
internal sealed class SimulatedNic(int seed, int nic, TimeProvider time)
{
    private readonly long _madeAt = time.GetTimestamp();
    private readonly Lock _summing = new();
    private TrafficCounters _sum = TrafficCounters.Zero;
    private long _windows;

    /// <summary>Everything up to the last whole window, how many windows these are, and the moment of asking.</summary>
    public (MonotonicTime At, TrafficCounters Counters, long Windows) Now()
    {
        lock (_summing)
        {
            var timestamp = time.GetTimestamp();
            var over = time.GetElapsedTime(_madeAt, timestamp).Ticks / SimulatedTraffic.Window.Ticks;
            _sum += SimulatedTraffic.Between(seed, nic, _windows, over);
            _windows = over;
            return (At(timestamp), _sum, over);
        }
    }

    /// <summary>Whose packets those were.</summary>
    public FlowWindow Flows(string name, MonotonicTime closedAt, long from, long to) =>
        SimulatedFlows.Between(name, closedAt, At(_madeAt), seed, nic, from, to);

    private MonotonicTime At(long timestamp) => new((long)(timestamp * (1e9 / time.TimestampFrequency)));
}
