using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using NetMonitor.Engine.Capture;
using NetMonitor.Engine.Snapshot;

namespace NetMonitor.Engine.Web;

/// <summary><c>?interface=NAME|GLOB</c>, which may be repeated; without it, every NIC.</summary>
public static class InterfaceQuery
{
    public const string Parameter = "interface";

    /// <summary>Either the host with the NICs that were asked for, or why not.</summary>
    public static (HostView? View, Problem? Problem) Apply(IQueryCollection query, HostView view)
    {
        if (query.Keys.FirstOrDefault(key => key != Parameter) is { } unknown)
        {
            return (null, Problem.NoSuchParameter(unknown, ApiPath.Host.Parameters));
        }

        ImmutableArray<string> patterns = [.. query[Parameter].OfType<string>()];
        if (patterns.IsEmpty)
        {
            return (view, null);
        }

        ImmutableArray<InterfaceView> shown = [.. view.Shown.Where(one => patterns.Any(pattern => NicPattern.Matches(pattern, one.State.Link)))];
        return shown.IsEmpty
            ? (null, Problem.NoSuchInterface(patterns, view.Shown.Select(one => one.State.Link.Name)))
            : (view with { Shown = shown }, null);
    }
}
