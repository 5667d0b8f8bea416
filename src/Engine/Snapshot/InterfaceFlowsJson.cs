using NetMonitor.Core.Flows;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;
using NetMonitor.Engine.Json;
using NetMonitor.Engine.Metrics;

namespace NetMonitor.Engine.Snapshot;

/// <summary>What there is of one NIC's flows, as JSON.</summary>
public static class InterfaceFlowsJson
{
    private static readonly JsonObject<FlowCoverage> CoverageShape = new JsonObject<FlowCoverage>(
        "flow_coverage", "How much of one direction is in flows, over all windows since counting began: total = in_flows + overflow + without_flow.")
        .Object("total", "Counted on its own", CountJson.Shape, coverage => coverage.Total)
        .Object("in_flows", "The sum over flows", CountJson.Shape, coverage => coverage.InFlows)
        .Object("overflow", "Packets that have a 5-tuple and are in no flow, for want of room", CountJson.Shape, coverage => coverage.Overflow)
        .Object("without_flow", "Packets without IP, or whose IP header could not be read", CountJson.Shape, coverage => coverage.WithoutFlow)
        .Number("packet_ratio", "Of the packets that have a 5-tuple, the share that is in flows; 1 where there were none", coverage => coverage.PacketRatio)
        .Number("byte_ratio", "The same of their bytes", coverage => coverage.ByteRatio)
        .Truth("is_exact", "Whether these figures, each counted on its own, add up, in total and for each protocol", coverage => coverage.IsExact);

    public static JsonObject<InterfaceFlows> Shape { get; } = new JsonObject<InterfaceFlows>("interface_flows", "What there is of one NIC's flows.")
        .Text("interface", "The NIC", flows => flows.Interface)
        .Text("source", "Where its counts come from, flows too; none before the first reading, and for a NIC that is gone", flows => TrafficLabels.Of(flows.Source), [.. Enum.GetValues<CountSource>().Select(source => TrafficLabels.Of(source)), "none"])
        .Integer("slots_wanted", "Flows per window that room was asked for; 0 where flows are off", flows => flows.Room.Wanted)
        .Integer("slots", "Flows per window that there is room for; 0 where none are counted", flows => flows.Room.Slots)
        .Integer("map_bytes", "BPF memory for it", flows => flows.Room.MapBytes)
        .Text("reason", "Why there is no room, or less than was asked for; empty where all was given", flows => flows.Room.Reason)
        .Integer("held", "Flows of this NIC that the ledger holds, both directions", flows => flows.Books?.Flows ?? 0)
        .ObjectOrNull("rx", "What came in; null where no flows were counted", CoverageShape, flows => flows.Coverage(Direction.Rx))
        .ObjectOrNull("tx", "What went out; null where no flows were counted", CoverageShape, flows => flows.Coverage(Direction.Tx));
}
