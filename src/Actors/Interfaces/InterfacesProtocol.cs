using System.Collections.Immutable;
using Akka.Actor;
using NetMonitor.Core.Costs;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Actors.Interfaces;

/// <summary>What <see cref="InterfaceSupervisor"/> understands and says.</summary>
public interface IInterfacesMessage;

/// <summary>The complete list of NICs to count: one that is missing is given up, a new one is attached.</summary>
public sealed record TrackInterfaces(ImmutableArray<LinkDescription> Links) : IInterfacesMessage;

/// <summary>Every NIC of the first list has been tried once. A NIC that went away meanwhile is in neither figure.</summary>
/// <param name="Attached">Also those that were taken off by command meanwhile: nothing refused them.</param>
public sealed record FirstRoundCompleted(int Attached, ImmutableArray<AttachRefused> Refused) : IInterfacesMessage;

/// <param name="Message">One line for people.</param>
public sealed record AttachRefused(string InterfaceName, FailureKind Kind, string Message) : IInterfacesMessage;

/// <summary>From a monitor: its reader is open.</summary>
public sealed record InterfaceAttached(string InterfaceName, Attachment Attachment) : IInterfacesMessage;

/// <summary>To a monitor: how often it reads from now on.</summary>
public sealed record IntervalChanged(TimeSpan Interval) : IInterfacesMessage;

/// <summary>To a monitor: what room its NIC's flows are to have from now on. It answers <see cref="FlowRoomChanged"/>.</summary>
/// <param name="Asker">Who ordered it.</param>
public sealed record ChangeFlowRoom(int Slots, IActorRef Asker) : IInterfacesMessage;

/// <summary>From a monitor: what became of <see cref="ChangeFlowRoom"/>.</summary>
/// <param name="Room">What there is now.</param>
/// <param name="Refusal">One line: why it is what it was; null where it was changed.</param>
public sealed record FlowRoomChanged(int Slots, IActorRef Asker, FlowRoom Room, string? Refusal) : IInterfacesMessage;

/// <summary>To the supervisor and its monitors: how precisely flows may be counted from now on. A NIC whose slots were ordered keeps them.</summary>
public sealed record LimitFlows(FlowLimit Limit) : IInterfacesMessage;

/// <summary>To a monitor: see whether what was refused when it attached still is. It answers <see cref="BetterFound"/>, or nothing.</summary>
public sealed record TryBetter : IInterfacesMessage;

/// <summary>From a monitor: a better way of counting would take its NIC now.</summary>
public sealed record BetterFound : IInterfacesMessage;

/// <summary>From a monitor that is stopping: what was counted after the last reading could not be read.</summary>
public sealed record LastWordsLost(string InterfaceName, string Message) : IInterfacesMessage;
