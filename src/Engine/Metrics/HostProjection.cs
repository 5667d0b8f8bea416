using NetMonitor.Core.Host;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Engine.Metrics;

/// <summary>The series that a host's snapshot stands for. Pure: what is not in the snapshot has no series.</summary>
public static class HostProjection
{
    private static readonly InterfaceCondition[] Conditions = Enum.GetValues<InterfaceCondition>();

    /// <param name="now">When the series are asked for.</param>
    public static IEnumerable<Sample> Of(HostSnapshot snapshot, ProcessFacts process, MonotonicTime now)
    {
        foreach (var sample in OfProcess(process))
        {
            yield return sample;
        }

        yield return new Sample(MetricCatalogue.Interfaces, [], snapshot.Interfaces.Count);
        foreach (var (name, state) in snapshot.Interfaces)
        {
            foreach (var sample in OfInterface(name, state, now)
                .Concat(TrafficProjection.Of(name, state))
                .Concat(OfKernel(name, state))
                .Concat(FlowProjection.OfRoom(name, state)))
            {
                yield return sample;
            }
        }

        foreach (var sample in FlowProjection.OfHost(snapshot))
        {
            yield return sample;
        }
    }

    /// <summary>The kernel has counted since before our time: a zero before the first reading would become a burst in every rate.
    /// </summary>
    private static IEnumerable<Sample> OfKernel(string name, InterfaceState state) =>
        state.ReadAt is null ? [] : KernelProjection.Of(name, state.Kernel);

    private static IEnumerable<Sample> OfProcess(ProcessFacts process)
    {
        yield return new Sample(MetricCatalogue.BuildInfo, [process.Version, process.Runtime], 1);
        yield return new Sample(MetricCatalogue.StartTime, [], process.StartedAt);
        yield return new Sample(MetricCatalogue.CpuTime, [], process.CpuTime.TotalSeconds);
        yield return new Sample(MetricCatalogue.ResidentMemory, [], process.ResidentBytes);
    }

    private static IEnumerable<Sample> OfInterface(string name, InterfaceState state, MonotonicTime now)
    {
        var link = state.Link;
        var mode = TrafficLabels.Of(state.Attachment?.Mode);
        var reason = state.Attachment?.Reason ?? state.Reason;
        var source = TrafficLabels.Of(state.Source);
        yield return new Sample(MetricCatalogue.InterfaceInfo, [name, mode, reason, link.Driver, link.Kind, link.Mac, source], 1);
        if (state.Attachment is { } attachment)
        {
            yield return new Sample(MetricCatalogue.InterfacePinned, [name], attachment.Endurance.Pinned ? 1 : 0);
        }

        yield return new Sample(MetricCatalogue.InterfaceUp, [name], link.IsUp ? 1 : 0);
        yield return new Sample(MetricCatalogue.InterfaceMtu, [name], link.Mtu);
        if (link.SpeedBitsPerSecond is { } speed)
        {
            yield return new Sample(MetricCatalogue.InterfaceSpeed, [name], speed / 8.0);
        }

        if (state.Rates is { RxUtilisation: { } rx, TxUtilisation: { } tx })
        {
            yield return new Sample(MetricCatalogue.Utilisation, [name, "rx"], rx);
            yield return new Sample(MetricCatalogue.Utilisation, [name, "tx"], tx);
        }

        foreach (var condition in Conditions)
        {
            yield return new Sample(
                MetricCatalogue.InterfaceCondition, [name, TrafficLabels.Of(condition)], condition == state.Condition ? 1 : 0);
        }

        yield return new Sample(MetricCatalogue.InterfaceRestarts, [name], state.Restarts);
        yield return new Sample(MetricCatalogue.LateReadings, [name], state.LateReadings);
        if (state.ReadAt is { } readAt)
        {
            yield return new Sample(MetricCatalogue.ReadDuration, [name], state.ReadTime.TotalSeconds);
            yield return new Sample(MetricCatalogue.ReadAge, [name], (now - readAt).TotalSeconds);
        }
    }
}
