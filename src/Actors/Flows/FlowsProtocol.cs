using Akka.Actor;
using Akka.Event;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Summaries;

namespace NetMonitor.Actors.Flows;

/// <summary>What the actor at <c>/user/flows</c> understands.</summary>
public interface IFlowsMessage;

/// <summary>A window of a NIC was closed: its flows, once. The receiver disposes of it, so it goes to one receiver in this process.</summary>
/// <param name="LinkIndex">Of the NIC's device, which keeps it when it is renamed; 0 where it is not known.</param>
/// <param name="Sizes">Of the packets that the NIC counted since its window before; null where they are not known.</param>
public sealed record FlowsRead(FlowWindow Window, int LinkIndex = 0, Histogram<FrameSizeStep>? Sizes = null)
    : IFlowsMessage, IDeadLetterSuppression, INoSerializationVerificationNeeded;

/// <summary>Asks for the flows that match, as they are now; a <see cref="FlowDump"/> is the answer.</summary>
public sealed record DumpFlows(FlowFilter Filter) : IFlowsMessage, INoSerializationVerificationNeeded;
