using System.Collections.Immutable;
using NetMonitor.Core.Host;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Engine.Web;

/// <summary>Whether this host's figures can be relied on: every NIC was tried once, and at least one counts.</summary>
/// <param name="Lines">One per NIC, for people.</param>
public sealed record Readiness(bool IsReady, ImmutableArray<string> Lines)
{
    /// <param name="selected">The NICs that are to be counted.</param>
    public static Readiness Of(ImmutableArray<LinkDescription> selected, HostSnapshot snapshot)
    {
        var states = selected.Select(link => snapshot.Interfaces.GetValueOrDefault(link.Name)).ToList();
        return new Readiness(
            states.All(state => state is not (null or { Condition: InterfaceCondition.Attaching }))
                && states.Any(state => state?.Condition == InterfaceCondition.Counting),
            [.. selected.Zip(states, Line)]);
    }

    private static string Line(LinkDescription link, InterfaceState? state)
    {
        var condition = (state?.Condition ?? InterfaceCondition.Attaching).ToString().ToLowerInvariant();
        condition += state?.Source is { } source and not CountSource.Wire ? $" ({source.ToString().ToLowerInvariant()})" : "";
        return string.IsNullOrEmpty(state?.Reason) ? $"{link.Name}: {condition}" : $"{link.Name}: {condition}: {state.Reason}";
    }
}
