using System.Collections.Immutable;
using NetMonitor.Actors.Configuration;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Engine.Capture;

/// <summary>Which NICs are counted (<c>netmonitor.interfaces</c>).</summary>
/// <param name="Include">Patterns (<see cref="NicPattern"/>). The loopback device is only meant where its name stands as it is.</param>
/// <param name="Exclude">Likewise; they win.</param>
/// <param name="Refresh">How often to look for NICs that came, went or changed without being told.</param>
public sealed record InterfaceSelection(ImmutableArray<string> Include, ImmutableArray<string> Exclude, TimeSpan Refresh)
{
    /// <summary>Some leave NICs out that <see cref="Include"/> means.</summary>
    public InterfaceSections Sections { get; init; } = InterfaceSections.None;

    public static InterfaceSelection From(SettingsReader settings)
    {
        const string IncludeKey = "netmonitor.interfaces.include";
        var include = Patterns(settings, IncludeKey);
        settings.Require(!include.IsEmpty, IncludeKey, "[]", "at least one NIC, as [\"*\"], [\"eth*\", \"ens1\"] or [\"driver:virtio_net\"]");
        return new InterfaceSelection(include, Patterns(settings, "netmonitor.interfaces.exclude"), settings.Duration(
            "netmonitor.interfaces.refresh", TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)))
        {
            Sections = InterfaceSections.From(settings),
        };
    }

    /// <exception cref="StartFailure">A pattern that is included matches no NIC, or none is left.</exception>
    public ImmutableArray<LinkDescription> ChooseFirst(ImmutableArray<LinkDescription> links)
    {
        var existing = links.IsEmpty ? "there is none" : $"there are {string.Join(", ", links.Select(link => link.Name))}";
        if (Include.FirstOrDefault(pattern => !links.Any(link => NicPattern.Means(pattern, link))) is { } unmatched)
        {
            throw new StartFailure(ExitCode.Usage, unmatched == "*"
                ? $"no NIC to count: {existing}; the loopback device is counted when --interface names it"
                : $"--interface (netmonitor.interfaces.include): no NIC matches '{unmatched}'; {existing}");
        }

        var chosen = Choose(links);
        return chosen.IsEmpty
            ? throw new StartFailure(ExitCode.Usage, $"{LeavingOut()} leaves no NIC to count; {existing}")
            : chosen;
    }

    /// <summary>As <see cref="ChooseFirst"/>, for a host whose NICs come and go: none is an answer too.</summary>
    public ImmutableArray<LinkDescription> Choose(ImmutableArray<LinkDescription> links) =>
    [
        .. links.Where(link => Include.Any(pattern => NicPattern.Means(pattern, link)))
            .Where(link => !Exclude.Any(pattern => NicPattern.Matches(pattern, link)) && Sections.LeavingOut(link) is null),
    ];

    private static ImmutableArray<string> Patterns(SettingsReader settings, string path)
    {
        var patterns = settings.Texts(path);
        foreach (var pattern in patterns)
        {
            settings.Require(NicPattern.IsOne(pattern), path, pattern, NicPattern.Accepted);
        }

        return patterns;
    }

    private string LeavingOut() => string.Join("; ", new[]
    {
        Exclude.IsEmpty ? null : $"--exclude (netmonitor.interfaces.exclude): {string.Join(", ", Exclude)}",
        Sections.All.Any(section => section.IsEnabled == false)
            ? $"{InterfaceSections.Root}: enabled = off of {string.Join(", ", Sections.All.Where(section => section.IsEnabled == false).Select(section => section.Pattern))}"
            : null,
    }.Where(part => part is not null));
}
