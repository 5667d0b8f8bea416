using System.Collections.Immutable;
using System.CommandLine;
using NetMonitor.Engine.Configuration;

namespace NetMonitor.Engine.Commands;

/// <summary>The flags that set configuration keys. What a value may be is the settings' business: a flag only carries it there.</summary>
public sealed class SettingsFlags
{
    private const string InterfaceName = "NAME|GLOB";

    private readonly Option<string?> _config = new("--config")
    {
        Description = "A HOCON file over the reference configuration",
        HelpName = "FILE",
    };

    private readonly Option<bool> _debug = new("--debug") { Description = "Log in detail (netmonitor.log.level = debug)" };

    private readonly ImmutableArray<Flag> _flags;

    private SettingsFlags(params ImmutableArray<Flag> flags) => _flags = flags;

    /// <summary>Which flag sets which key, for the documents.</summary>
    public ImmutableDictionary<string, string> NamesByPath => _flags
        .ToImmutableDictionary(flag => flag.Path, flag => flag.Name)
        .Add("netmonitor.log.level", _debug.Name);

    public static SettingsFlags ForRun() => new(
        Include(),
        Exclude(),
        Single("--interval", "DURATION", "netmonitor.interval", "How often each NIC is read, from 100ms (default: 5s)"),
        Mode(),
        Switch("--simulate", "netmonitor.simulation.enabled", "Make NICs and packets up instead of counting those of this host"),
        Single("--seed", "N", "netmonitor.simulation.seed", "With --simulate: the same seed makes the same traffic (default: 1)"),
        Single("--nics", "N", "netmonitor.simulation.nics", "With --simulate: how many NICs (default: 4)"),
        Single("--http", "ADDR:PORT", "netmonitor.http.listen", "Where HTTP answers (default: 127.0.0.1:9460)"),
        Single("--pbm", "ADDR:PORT|off", "netmonitor.pbm.listen", "Where pbm is answered (default: 127.0.0.1:9110)"),
        BpfFilesystem(),
        Switch("--detach-on-exit", "netmonitor.bpf.detach-on-exit", "Told to end, leave nothing behind; else counting goes on"),
        Program());

    public static SettingsFlags ForCleanup() => new(BpfFilesystem());

    public static SettingsFlags ForVerify() => new(Mode(), BpfFilesystem(), Program());

    /// <summary>Those that decide which NICs are counted, and how.</summary>
    public static SettingsFlags ForInterfaces() => new(Include(), Exclude(), Mode());

    /// <param name="interfaceNames">For completion.</param>
    public void AddTo(Command command, Func<IEnumerable<string>> interfaceNames)
    {
        foreach (var flag in _flags)
        {
            flag.Option.CompletionSources.Add(_ => flag.TakesInterfaces ? interfaceNames() : flag.Words);
            command.Options.Add(flag.Option);
        }

        command.Options.Add(_config);
        command.Options.Add(_debug);
    }

    /// <exception cref="StartFailure">A layer cannot be used.</exception>
    public EffectiveConfiguration Read(ParseResult parsed, IEnumerable<KeyValuePair<string, string>> environment) => new(
        parsed.GetValue(_config) is { } file ? UserFile.Read(file) : ConfigurationLayer.Empty,
        EnvironmentOverlay.Read(environment),
        ConfigurationLayer.Of(Values(parsed)));

    private IEnumerable<OverlayValue> Values(ParseResult parsed)
    {
        foreach (var flag in _flags)
        {
            if (flag.Texts(parsed) is { } texts)
            {
                yield return new OverlayValue(flag.Path, flag.Name, flag.IsList, texts);
            }
        }

        if (parsed.GetValue(_debug))
        {
            yield return new OverlayValue("netmonitor.log.level", _debug.Name, IsList: false, ["debug"]);
        }
    }

    private static Flag Include() => List(
        "--interface", InterfaceName, "netmonitor.interfaces.include", "A NIC to count; may be repeated (default: all but lo)");

    private static Flag Exclude() => List(
        "--exclude", InterfaceName, "netmonitor.interfaces.exclude", "A NIC to leave out; may be repeated");

    private static Flag Mode() => Single(
        "--mode", "auto|native|tcx|tc|generic|kernel", "netmonitor.mode", "How packets are counted (default: auto)");

    private static Flag BpfFilesystem() => Single(
        "--bpffs", "DIR", "netmonitor.bpf.filesystem", "Where the BPF file system is mounted (default: /sys/fs/bpf)");

    private static Flag Program() => Single(
        "--program", "PATH", "netmonitor.bpf.program", "The object file with the programs (default: the one beside the executable)");

    private static Flag Single(string name, string value, string path, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = value };
        return new Flag(option, path, IsList: false, parsed => parsed.GetValue(option) is { } text ? [text] : null);
    }

    private static Flag Switch(string name, string path, string description)
    {
        var option = new Option<bool>(name) { Description = description };
        return new Flag(option, path, IsList: false, parsed => parsed.GetValue(option) ? ["on"] : null);
    }

    private static Flag List(string name, string value, string path, string description)
    {
        var option = new Option<string[]?>(name) { Description = description, HelpName = value, Arity = ArgumentArity.OneOrMore };
        return new Flag(option, path, IsList: true, parsed => parsed.GetValue(option) is { Length: > 0 } texts ? [.. texts] : null);
    }

    private sealed record Flag(Option Option, string Path, bool IsList, Func<ParseResult, ImmutableArray<string>?> Texts)
    {
        public string Name => Option.Name;

        public bool TakesInterfaces => Option.HelpName == InterfaceName;

        /// <summary>What it takes, where that is one of several words.</summary>
        public IEnumerable<string> Words => Option.HelpName is { } value && value.Contains('|') && !value.Any(char.IsUpper) ? value.Split('|') : [];
    }
}
