using System.Collections.Immutable;
using NetMonitor.Actors.Configuration;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Engine.Capture;

/// <param name="Mode">Which attach modes may be tried (<c>netmonitor.mode</c>).</param>
/// <param name="ProgramPath">The object file with the programs; null for the one beside the executable.</param>
/// <param name="BpfFilesystem">Directory where the BPF file system is mounted.</param>
public sealed record DataPlaneSettings(ModePolicy Mode, string? ProgramPath, string BpfFilesystem)
{
    /// <summary>What is said of some NICs over <see cref="Mode"/> (<c>netmonitor.interfaces.modes</c>).</summary>
    public ImmutableArray<NamedMode> NamedModes { get; init; } = [];

    /// <summary>Whether counting is to outlive the process (<c>netmonitor.bpf.pins</c>).</summary>
    public bool Pins { get; init; }

    /// <summary>Whether nothing of it is left when the process is told to end (<c>netmonitor.bpf.detach-on-exit</c>).</summary>
    public bool DetachesOnExit { get; init; }

    /// <summary>Told of what is worth a line in the log; null where nobody listens.</summary>
    public Action<string>? Note { get; init; }

    /// <summary>What sections say of some NICs, where <see cref="NamedModes"/> says nothing.</summary>
    public InterfaceSections Sections { get; init; } = InterfaceSections.None;

    /// <summary>Null, like one that is off: the NICs are those of this host.</summary>
    public SimulationSettings? Simulation { get; init; }

    /// <summary>Null, like one that is off: packets are counted, flows are not.</summary>
    public FlowSpaceSettings? Flows { get; init; }

    /// <summary>Which NICs are going to be opened, so that room for flows is kept for those that go first; null for all.</summary>
    public InterfaceSelection? Selection { get; init; }

    /// <summary>Whether programs of ours are attached at all, to any NIC that there may be.</summary>
    public bool Attaches => Simulation is not { IsEnabled: true } && Policies.Any(mode => mode != ModePolicy.Kernel);

    private IEnumerable<ModePolicy> Policies =>
        NamedModes.Select(named => named.Mode).Concat(Sections.All.Select(section => section.Mode).OfType<ModePolicy>()).Append(Mode);

    public static DataPlaneSettings From(SettingsReader settings)
    {
        const string Mode = "netmonitor.mode";
        const string Named = "netmonitor.interfaces.modes";
        var mode = settings.OneOf(Mode, ModeWords.All);
        var simulation = SimulationSettings.From(settings);
        settings.Require(
            !simulation.IsEnabled || mode == ModePolicy.Auto,
            Mode,
            settings.Found(Mode),
            "auto while NICs are simulated (--simulate): they have nothing to attach to");
        var read = new DataPlaneSettings(
            mode,
            settings.Text("netmonitor.bpf.program") is { Length: > 0 } path ? path : null,
            settings.Text("netmonitor.bpf.filesystem", "an absolute path, as /sys/fs/bpf", Path.IsPathRooted))
        {
            NamedModes = NamedModesFrom(settings, Named),
            Sections = InterfaceSections.From(settings),
            Simulation = simulation,
            Flows = FlowSpaceSettings.From(settings),
            Pins = settings.OneOf("netmonitor.bpf.pins", ("off", false), ("on", true)),
            DetachesOnExit = settings.OneOf("netmonitor.bpf.detach-on-exit", ("off", false), ("on", true)),
        };
        settings.Require(
            !simulation.IsEnabled || read.NamedModes.IsEmpty, Named, settings.Found(Named), "[] while NICs are simulated: they have nothing to attach to");
        return read;
    }

    /// <summary>The first pattern of <see cref="NamedModes"/> that matches decides, then <see cref="Sections"/>, then <see cref="Mode"/>.</summary>
    public ModePolicy ModeOf(LinkDescription link) =>
        NamedModes.FirstOrDefault(named => NicPattern.Matches(named.Pattern, link))?.Mode ?? Sections.Find(link, section => section.Mode) ?? Mode;

    private static ImmutableArray<NamedMode> NamedModesFrom(SettingsReader settings, string path)
    {
        var accepted = $"NIC=MODE, as eth*=native or kind:veth=tcx, with {NicPattern.Accepted} and a mode of {string.Join(", ", ModeWords.All.Select(known => known.Word))}";
        var named = ImmutableArray.CreateBuilder<NamedMode>();
        foreach (var text in settings.Texts(path))
        {
            // A NIC's name may hold the sign itself, a mode never does.
            var at = text.LastIndexOf('=');
            var word = ModeWords.All.FirstOrDefault(known => known.Word.Equals(text[(at + 1)..], StringComparison.OrdinalIgnoreCase));
            var pattern = text[..Math.Max(at, 0)];
            settings.Require(NicPattern.IsOne(pattern) && word.Word is not null, path, text, accepted);
            named.Add(new NamedMode(pattern, word.Mode));
        }

        return named.ToImmutable();
    }
}
