using System.Collections.Immutable;
using NetMonitor.Actors.Configuration;

namespace NetMonitor.Engine.Capture;

/// <param name="Mode">Which attach modes may be tried (<c>netmonitor.mode</c>).</param>
/// <param name="ProgramPath">The object file with the programs; null for the one beside the executable.</param>
/// <param name="BpfFilesystem">Directory where the BPF file system is mounted.</param>
public sealed record DataPlaneSettings(ModePolicy Mode, string? ProgramPath, string BpfFilesystem)
{
    private static readonly (string Word, ModePolicy Mode)[] Words =
    [
        ("auto", ModePolicy.Auto),
        ("native", ModePolicy.Native),
        ("tcx", ModePolicy.Tcx),
        ("tc", ModePolicy.Tc),
    ];

    /// <summary>What is said of some NICs over <see cref="Mode"/> (<c>netmonitor.interfaces.modes</c>).</summary>
    public ImmutableArray<NamedMode> NamedModes { get; init; } = [];

    public static DataPlaneSettings From(SettingsReader settings) => new(
        settings.OneOf("netmonitor.mode", Words),
        settings.Text("netmonitor.bpf.program") is { Length: > 0 } path ? path : null,
        settings.Text("netmonitor.bpf.filesystem", "an absolute path, as /sys/fs/bpf", Path.IsPathRooted))
    {
        NamedModes = Named(settings, "netmonitor.interfaces.modes"),
    };

    /// <summary>The first pattern that matches decides.</summary>
    public ModePolicy ModeOf(string nic) => NamedModes.FirstOrDefault(named => Glob.Matches(named.Pattern, nic))?.Mode ?? Mode;

    private static ImmutableArray<NamedMode> Named(SettingsReader settings, string path)
    {
        var named = ImmutableArray.CreateBuilder<NamedMode>();
        foreach (var text in settings.Texts(path))
        {
            // A NIC's name may hold the sign itself, a mode never does.
            var at = text.LastIndexOf('=');
            var word = Words.FirstOrDefault(known => known.Word.Equals(text[(at + 1)..], StringComparison.OrdinalIgnoreCase));
            settings.Require(at > 0 && word.Word is not null, path, text, $"NAME=MODE or GLOB=MODE, as eth*=native, with a mode of {string.Join(", ", Words.Select(known => known.Word))}");
            named.Add(new NamedMode(text[..Math.Max(at, 0)], word.Mode));
        }

        return named.ToImmutable();
    }
}
