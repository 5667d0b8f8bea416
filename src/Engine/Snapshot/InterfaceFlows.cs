using NetMonitor.Core.Flows;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;
using NetMonitor.Engine.Metrics;

namespace NetMonitor.Engine.Snapshot;

/// <summary>What there is of one NIC's flows.</summary>
/// <param name="Room">Where its packets are counted.</param>
/// <param name="Books">What was counted; null before its first window of flows.</param>
public sealed record InterfaceFlows(string Interface, FlowRoom Room, NicFlows? Books)
{
    /// <summary>NICs in one line.</summary>
    private const int MostNamed = 5;

    /// <summary>Neither are any counted, nor are there any from before.</summary>
    public bool AreNone => Room.Slots == 0 && Books is null;

    /// <summary>One line: what is missing of the flows that were wanted; null where nothing is.</summary>
    public string? Lack => Room switch
    {
        { Slots: 0 } => $"{Interface}: no flows are counted: {Room.Reason}",
        { IsCut: true } => $"{Interface}: room for {Room.Slots} of {Room.Wanted} flows: {Room.Reason}",
        { Reason.Length: > 0 } => $"{Interface}: {Room.Reason}",
        _ => null,
    };

    /// <summary>Where its counts come from; null before the first reading, and for a NIC that is gone.</summary>
    public CountSource? Source { get; init; }

    /// <summary>A few characters.</summary>
    public string Slots => Room switch
    {
        { Slots: 0 } => "off",
        { IsCut: true } => $"{Room.Slots}/{Room.Wanted}",
        _ => $"{Room.Slots}",
    };

    public static InterfaceFlows Of(InterfaceState state, FlowView? flows) => new(
        state.Link.Name,
        state.Attachment?.Flows ?? FlowRoom.None(WhyDetached(state)),
        flows?.Nics.FirstOrDefault(nic => nic.Nic == state.Link.Name))
    {
        Source = state.Source,
    };

    /// <summary>Of several NICs, a line for each reason.</summary>
    public static IEnumerable<string> Lacks(IEnumerable<InterfaceFlows> all) => all
        .Where(one => one.Lack is not null)
        .GroupBy(one => (one.Slots, one.Room.Reason))
        .Select(alike => string.Join(", ", alike.Take(MostNamed).Select(one => one.Interface)) + (alike.Skip(MostNamed).Any() ? $" and {alike.Count() - MostNamed} more" : "")
            + alike.First().Lack![alike.First().Interface.Length..]);

    /// <summary>Since counting began; null where no flows were counted.</summary>
    public FlowCoverage? Coverage(Direction direction) =>
        Books is null ? null : FlowCoverage.Of(direction == Direction.Rx ? Books.Rx : Books.Tx);

    private static string WhyDetached(InterfaceState state) =>
        state.Reason.Length == 0 ? TrafficLabels.Of(state.Condition) : $"{TrafficLabels.Of(state.Condition)}: {state.Reason}";
}
