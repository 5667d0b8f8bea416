using NetMonitor.Engine.Capture;

namespace NetMonitor.Engine.Readers;

/// <summary>The data plane that the settings ask for.</summary>
public static class DataPlanes
{
    /// <inheritdoc cref="OpenDataPlane"/>
    public static IDataPlane Open(DataPlaneSettings settings) => settings switch
    {
        { Simulation: { IsEnabled: true } simulation } => new SimulatedDataPlane(simulation, TimeProvider.System, settings.Flows is not { IsEnabled: false }),
        { Attaches: false } => new KernelDataPlane(),
        _ => BpfDataPlane.Open(settings),
    };
}
