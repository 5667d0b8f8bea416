using System.Collections.Immutable;
using NetMonitor.Actors.Interfaces;
using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Capture;

namespace NetMonitor.Engine.Readers;

/// <summary>NICs that do not exist. Nothing of the operating system is asked but the time.</summary>
/// <param name="countsFlows">Whose packets they are is made up too.</param>
public sealed class SimulatedDataPlane(SimulationSettings settings, TimeProvider time, bool countsFlows = true) : IDataPlane
{
    private const long Speed = 10_000_000_000;

    private const int Mtu = 1500;

    private readonly ImmutableArray<SimulatedNic> _nics =
        [.. Enumerable.Range(0, settings.Nics).Select(nic => new SimulatedNic(settings.Seed, nic, time))];

    private long _lastGeneration;

    public ImmutableArray<LinkDescription> ListLinks() => [.. _nics.Select((_, nic) => Describe(nic))];

    public IDisposable WatchLinks(Action changed, Action<string> failed) => new Changeless();

    public IInterfaceReader Open(LinkDescription link) => _nics.ElementAtOrDefault(link.Index - 1) is { } nic
        ? new SimulatedInterfaceReader(link, new Generation(Interlocked.Increment(ref _lastGeneration)), nic, countsFlows)
        : throw new InterfaceFailure(link.Name, FailureKind.Gone, $"simulate {link.Name}: there is no such interface");

    public void Dispose()
    {
    }

    /// <summary>The MAC is a locally administered one (IEEE 802, bit 1 of the first byte).</summary>
    private static LinkDescription Describe(int nic) => new(
        nic + 1,
        $"sim{nic}",
        "simulated",
        "simulated",
        $"02:00:00:00:{nic >> 8:x2}:{nic & 0xff:x2}",
        Mtu,
        Speed,
        MasterIndex: 0,
        HasEthernet: true,
        IsUp: true,
        IsLoopback: false);

    /// <summary>They neither come nor go.</summary>
    private sealed class Changeless : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
