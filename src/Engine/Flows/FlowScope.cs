using System.Collections.Immutable;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Snapshot;

namespace NetMonitor.Engine.Flows;

/// <summary>Where an answer about flows comes from.</summary>
/// <param name="Clock">When it was asked.</param>
/// <param name="Interface">Null for all.</param>
/// <param name="Nics">Those that were asked for; one that is gone is among them while the ledger knows it.</param>
public sealed record FlowScope(string Host, FlowClock Clock, string? Interface, FlowFilter Match, ImmutableArray<InterfaceFlows> Nics)
{
    /// <summary>Which flows of the ledger are meant.</summary>
    public FlowFilter Filter => OfInterface(Match);

    /// <summary>Over both directions of all these NICs, since counting began.</summary>
    public FlowCoverage Coverage => FlowCoverage.Of(
        Nics.Select(nic => nic.Books).OfType<NicFlows>().Aggregate(FlowAccount.Empty, static (sum, books) => sum + books.Rx + books.Tx));

    /// <exception cref="FlowRefusal">There is no such NIC, or there are no flows.</exception>
    public static FlowScope Of(HostView view, DateTimeOffset wall, string? nic, FlowFilter match)
    {
        ImmutableArray<InterfaceFlows> all =
        [
            .. view.Shown.Select(one => one.Flows),
            .. (view.Snapshot.Flows?.Nics ?? []).Where(books => !view.Snapshot.Interfaces.ContainsKey(books.Nic))
                .Select(books => new InterfaceFlows(books.Nic, FlowRoom.None("the NIC is gone"), books)),
        ];
        ImmutableArray<InterfaceFlows> asked = nic is null ? all : [.. all.Where(one => one.Interface == nic)];
        if (asked.IsEmpty && nic is not null)
        {
            var there = all.IsEmpty ? "there is none" : $"there are {string.Join(", ", all.Select(one => one.Interface))}";
            throw new FlowRefusal(FlowRefusalKind.NoSuchInterface, $"no NIC is called '{nic}'; {there}");
        }

        return asked.All(one => one.AreNone)
            ? throw new FlowRefusal(FlowRefusalKind.NoFlows, WhyNone(asked))
            : new FlowScope(view.Host, new FlowClock(view.Now, wall), nic, match, asked);
    }

    public FlowFilter OfInterface(FlowFilter filter) => Interface is null ? filter : filter.OfNic(Interface);

    private static string WhyNone(ImmutableArray<InterfaceFlows> nics) => nics switch
    {
        [] => "no flows are counted: there is no NIC",
        [var one] => one.Lack!,
        _ => "no flows are counted: " + string.Join("; ", nics.Select(nic => $"{nic.Interface}: {nic.Room.Reason}")),
    };
}
