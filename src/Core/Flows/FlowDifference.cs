using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Flows;

/// <summary>A check that does not hold, and by how much: the first of what <see cref="FlowCheck"/> names minus the second.</summary>
/// <param name="Class">Only for <see cref="FlowCheck.ClassWithFlows"/>.</param>
public readonly record struct FlowDifference(FlowCheck Check, TrafficClass? Class, long Packets, long Bytes);
