using System.Collections.Immutable;
using NetMonitor.Actors.Configuration;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Engine.Capture;

/// <summary>Which NICs are counted (<c>netmonitor.interfaces</c>).</summary>
/// <param name="Include">Names or globs. The loopback device is only meant where its name stands as it is.</param>
/// <param name="Exclude">Names or globs; they win.</param>
/// <param name="Refresh">How often to look for NICs that came, went or changed without being told.</param>
public sealed record InterfaceSelection(ImmutableArray<string> Include, ImmutableArray<string> Exclude, TimeSpan Refresh)
{
    public static InterfaceSelection From(SettingsReader settings)
    {
        var include = settings.Texts("netmonitor.interfaces.include");
        settings.Require(
            !include.IsEmpty, "netmonitor.interfaces.include", "[]", "at least one name or glob, as [\"*\"] or [\"eth*\", \"ens1\"]");
        return new InterfaceSelection(include, settings.Texts("netmonitor.interfaces.exclude"), settings.Duration(
            "netmonitor.interfaces.refresh", TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)));
    }

    /// <exception cref="StartFailure">A name or glob that is included matches no NIC, or none is left.</exception>
    public ImmutableArray<LinkDescription> ChooseFirst(ImmutableArray<LinkDescription> links)
    {
        var existing = links.IsEmpty ? "there is none" : $"there are {string.Join(", ", links.Select(link => link.Name))}";
        if (Include.FirstOrDefault(pattern => !links.Any(link => Means(pattern, link))) is { } unmatched)
        {
            throw new StartFailure(ExitCode.Usage, unmatched == "*"
                ? $"no NIC to count: {existing}; the loopback device is counted when --interface names it"
                : $"--interface (netmonitor.interfaces.include): no NIC matches '{unmatched}'; {existing}");
        }

        var chosen = Choose(links);
        return chosen.IsEmpty
            ? throw new StartFailure(ExitCode.Usage, $"--exclude (netmonitor.interfaces.exclude): {string.Join(", ", Exclude)} leaves no NIC to count; {existing}")
            : chosen;
    }

    /// <summary>As <see cref="ChooseFirst"/>, for a host whose NICs come and go: none is an answer too.</summary>
    public ImmutableArray<LinkDescription> Choose(ImmutableArray<LinkDescription> links) =>
    [
        .. links.Where(link => Include.Any(pattern => Means(pattern, link)))
            .Where(link => !Exclude.Any(pattern => Glob.Matches(pattern, link.Name))),
    ];

    private static bool Means(string pattern, LinkDescription link) =>
        link.IsLoopback ? pattern == link.Name : Glob.Matches(pattern, link.Name);
}
