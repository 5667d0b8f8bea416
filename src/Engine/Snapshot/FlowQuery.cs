using NetMonitor.Core.Flows;

namespace NetMonitor.Engine.Snapshot;

/// <summary>The host's flows that match, as they are now.</summary>
/// <exception cref="TimeoutException">No answer came in good time. The message is one line for people.</exception>
public delegate Task<FlowDump> FlowQuery(FlowFilter filter, CancellationToken cancellation);
