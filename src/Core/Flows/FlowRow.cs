using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Flows;

/// <summary>One flow as the ledger holds it: all that was counted of it since it came.</summary>
/// <param name="IsOpen">It was not idle for long enough to be closed.</param>
public readonly record struct FlowRow(string Nic, Direction Direction, FlowKey Key, FlowCounts Counts, bool IsOpen);
