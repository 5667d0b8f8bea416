using NetMonitor.Actors.Configuration;

namespace NetMonitor.Engine.Capture;

/// <summary>NICs that are made up instead of those of this host (<c>netmonitor.simulation</c>).</summary>
/// <param name="Seed">The same seed makes the same traffic.</param>
public sealed record SimulationSettings(bool IsEnabled, int Seed, int Nics)
{
    private const int MostNics = 1024;

    public static SimulationSettings From(SettingsReader settings) => new(
        settings.OneOf("netmonitor.simulation.enabled", ("off", false), ("on", true)),
        settings.Integer("netmonitor.simulation.seed", 0, int.MaxValue),
        settings.Integer("netmonitor.simulation.nics", 1, MostNics));
}
