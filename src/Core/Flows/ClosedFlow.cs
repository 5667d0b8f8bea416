using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Flows;

/// <summary>A flow that ended, or a part of one that goes on. The parts of a flow sum up to what was counted of it.</summary>
public readonly record struct ClosedFlow(string Nic, Direction Direction, FlowKey Key, FlowCounts Counts, FlowEndReason Reason);
