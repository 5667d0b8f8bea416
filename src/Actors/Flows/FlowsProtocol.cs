using Akka.Event;
using NetMonitor.Core.Flows;

namespace NetMonitor.Actors.Flows;

/// <summary>What the actor at <c>/user/flows</c> understands.</summary>
public interface IFlowsMessage;

/// <summary>A window of a NIC was closed: its flows, once. The receiver disposes of it.</summary>
public sealed record FlowsRead(FlowWindow Window) : IFlowsMessage, IDeadLetterSuppression;

/// <summary>Asks for the flows that match, as they are now; a <see cref="FlowDump"/> is the answer.</summary>
public sealed record DumpFlows(FlowFilter Filter) : IFlowsMessage;
