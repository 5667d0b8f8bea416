using System.Collections.Immutable;
using Akka.Event;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Actors.Host;

/// <summary>What <see cref="HostAggregator"/> understands. All of it is state: a repeated message changes nothing.</summary>
public interface IHostMessage;

/// <summary>A NIC has no attachment, not yet or not any more; the first such message announces it.</summary>
/// <param name="Reason">Why; empty for a NIC that is attached for the first time.</param>
/// <param name="Restarts">How often its actor was made anew after a failure.</param>
public sealed record InterfaceDetached(LinkDescription Link, InterfaceCondition Condition, string Reason, long Restarts) : IHostMessage;

/// <summary>A NIC was read.</summary>
public sealed record InterfaceRead(InterfaceSummary Summary) : IHostMessage;

/// <summary>The last reading of an attachment that has ended. When the whole system ends there is nobody left to hear it.</summary>
public sealed record InterfaceFinished(InterfaceSummary Summary) : IHostMessage, IDeadLetterSuppression;

/// <summary>The same device, described anew: its speed, its state or its master changed.</summary>
public sealed record LinkChanged(LinkDescription Link) : IHostMessage;

/// <summary>All links of the network namespace, also those that are not followed: who lies on whom takes them all.</summary>
public sealed record LinksListed(ImmutableArray<LinkDescription> Links) : IHostMessage;

/// <summary>The same devices under other names; their accounts go with them.</summary>
public sealed record LinksRenamed(ImmutableArray<(string From, LinkDescription Link)> Renamed) : IHostMessage;

/// <summary>A NIC is not followed any more; its attachment has ended and was read for the last time. The host's sums keep what it counted.</summary>
public sealed record InterfaceGone(string InterfaceName) : IHostMessage;

/// <summary>The host's flows as they are now.</summary>
public sealed record FlowsViewed(FlowView View) : IHostMessage;
