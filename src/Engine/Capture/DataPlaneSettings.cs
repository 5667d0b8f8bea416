using NetMonitor.Actors.Configuration;

namespace NetMonitor.Engine.Capture;

/// <param name="Mode">Which attach modes may be tried (<c>netmonitor.mode</c>).</param>
/// <param name="ProgramPath">The object file with the programs; null for the one beside the executable.</param>
/// <param name="BpfFilesystem">Directory where the BPF file system is mounted.</param>
public sealed record DataPlaneSettings(ModePolicy Mode, string? ProgramPath, string BpfFilesystem)
{
    /// <summary>Null, like one that is off: the NICs are those of this host.</summary>
    public SimulationSettings? Simulation { get; init; }

    /// <summary>Whether programs of ours are attached at all.</summary>
    public bool Attaches => Simulation is not { IsEnabled: true } && Mode != ModePolicy.Kernel;

    public static DataPlaneSettings From(SettingsReader settings)
    {
        const string Mode = "netmonitor.mode";
        var mode = settings.OneOf(
            Mode,
            ("auto", ModePolicy.Auto),
            ("native", ModePolicy.Native),
            ("tcx", ModePolicy.Tcx),
            ("tc", ModePolicy.Tc),
            ("kernel", ModePolicy.Kernel));
        var simulation = SimulationSettings.From(settings);
        settings.Require(
            !simulation.IsEnabled || mode == ModePolicy.Auto,
            Mode,
            settings.Found(Mode),
            "auto while NICs are simulated (--simulate): they have nothing to attach to");
        return new DataPlaneSettings(
            mode,
            settings.Text("netmonitor.bpf.program") is { Length: > 0 } path ? path : null,
            settings.Text("netmonitor.bpf.filesystem", "an absolute path, as /sys/fs/bpf", Path.IsPathRooted))
        {
            Simulation = simulation,
        };
    }
}
