using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Flows;

/// <summary>A part of a flow: what one CPU counted of it, in one direction and window of one NIC.</summary>
public readonly record struct FlowSample(Direction Direction, FlowKey Key, FlowCounts Counts);
