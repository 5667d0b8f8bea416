using System.Collections.Immutable;
using NetMonitor.Core.Host;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;
using NetMonitor.Engine.Metrics;

namespace NetMonitor.Engine.Snapshot;

/// <summary>A host as it looks at one moment.</summary>
/// <param name="Host">Its name.</param>
/// <param name="Shown">The NICs that were asked for; totals are over all of them, shown or not.</param>
public sealed record HostView(
    string Host, ProcessFacts Process, TimeSpan Uptime, HostSnapshot Snapshot, MonotonicTime Now, ImmutableArray<InterfaceView> Shown)
{
    public static HostView Of(string host, ProcessFacts process, TimeSpan uptime, HostSnapshot snapshot, MonotonicTime now) => new(
        host, process, uptime, snapshot, now, [
            .. snapshot.Interfaces.Values.Select(state => new InterfaceView(state, now)
            {
                Flows = InterfaceFlows.Of(state, snapshot.Flows),
                Below = [.. snapshot.Stack.Below(state.Link.Index).Select(link => link.Name)],
            }),
        ]);

    /// <summary>Since the newest reading of any NIC; null before the first one.</summary>
    public TimeSpan? Age => Snapshot.Interfaces.Values.Max(state => state.ReadAt?.Nanoseconds) is { } newest ? Now - new MonotonicTime(newest) : null;

    /// <summary>Each packet once in each direction (<see cref="HostSnapshot.Total"/>). Null before the first reading of any NIC.</summary>
    public DirectionView? Total(Direction direction) =>
        Sum(direction, Snapshot.Once, state => TrafficLabels.IsInTotal(state.Place, direction));

    /// <summary>Each packet on every NIC that it crosses. Null before the first reading of any NIC.</summary>
    public DirectionView? SumOfNics(Direction direction) => Sum(direction, Snapshot.EachTime, _ => true);

    private DirectionView? Sum(Direction direction, Tally tally, Func<InterfaceState, bool> takesPart)
    {
        var sources = Snapshot.Interfaces.Values.Select(state => state.Source).OfType<CountSource>().ToList();
        return sources.Count == 0 ? null : new(
            sources.Where(TrafficLabels.HasDetails).DefaultIfEmpty(CountSource.Kernel).First(),
            SumOfRates(direction, takesPart),
            Utilisation: null,
            tally.Counters[direction],
            tally.Uncounted(direction));
    }

    /// <summary>Null while no NIC has a rate.</summary>
    private Rate? SumOfRates(Direction direction, Func<InterfaceState, bool> takesPart)
    {
        Rate? sum = null;
        foreach (var rates in Snapshot.Interfaces.Values.Where(takesPart).Select(state => state.Rates).OfType<InterfaceRates>())
        {
            var one = direction == Direction.Rx ? rates.Rx : rates.Tx;
            var before = sum ?? default;
            sum = new Rate(before.PacketsPerSecond + one.PacketsPerSecond, before.BitsPerSecond + one.BitsPerSecond);
        }

        return sum;
    }
}
