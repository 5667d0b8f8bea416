using NetMonitor.Actors.Configuration;

namespace NetMonitor.Engine.Capture;

/// <param name="Mode">Which attach modes may be tried (<c>netmonitor.mode</c>).</param>
/// <param name="ProgramPath">The object file with the programs; null for the one beside the executable.</param>
/// <param name="BpfFilesystem">Directory where the BPF file system is mounted.</param>
public sealed record DataPlaneSettings(ModePolicy Mode, string? ProgramPath, string BpfFilesystem)
{
    public static DataPlaneSettings From(SettingsReader settings) => new(
        settings.OneOf(
            "netmonitor.mode",
            ("auto", ModePolicy.Auto),
            ("native", ModePolicy.Native),
            ("tcx", ModePolicy.Tcx),
            ("tc", ModePolicy.Tc)),
        settings.Text("netmonitor.bpf.program") is { Length: > 0 } path ? path : null,
        settings.Text("netmonitor.bpf.filesystem", "an absolute path, as /sys/fs/bpf", Path.IsPathRooted));
}
