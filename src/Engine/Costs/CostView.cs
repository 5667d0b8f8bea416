using System.Collections.Immutable;
using NetMonitor.Core.Costs;
using NetMonitor.Core.Host;

namespace NetMonitor.Engine.Costs;

/// <summary>What all of it costs, with the NICs as they are called now.</summary>
/// <param name="Nics">Those that are attached, by name.</param>
public sealed record CostView(CostReport Report, ImmutableArray<(string Interface, NicCost Cost)> Nics)
{
    public static CostView Of(CostReport report, HostSnapshot snapshot) => new(
        report,
        [
            .. snapshot.Interfaces.Values
                .Select(state => (state.Link.Name, Cost: state.Attachment is null ? null : report.Find(state.Link.Index)))
                .Where(nic => nic.Cost is not null)
                .Select(nic => (nic.Name, nic.Cost!)),
        ]);
}
