using System.Collections.Immutable;

namespace NetMonitor.Core.Flows;

public static class TalkerGroupings
{
    public static ImmutableArray<TalkerGrouping> All { get; } = [.. Enum.GetValues<TalkerGrouping>()];

    /// <summary>The group of a flow: its key, with what does not matter left out.</summary>
    public static FlowKey Group(this TalkerGrouping grouping, in FlowKey key) => grouping switch
    {
        TalkerGrouping.Source => default(FlowKey) with { Source = key.Source },
        TalkerGrouping.Destination => default(FlowKey) with { Destination = key.Destination },
        TalkerGrouping.Pair when key.Source.CompareTo(key.Destination) <= 0 =>
            default(FlowKey) with { Source = key.Source, Destination = key.Destination },
        TalkerGrouping.Pair => default(FlowKey) with { Source = key.Destination, Destination = key.Source },
        TalkerGrouping.Port => default(FlowKey) with { Protocol = key.Protocol, DestinationPort = Math.Min(key.SourcePort, key.DestinationPort) },
        _ => key,
    };
}
