using System.Collections.Immutable;
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

/// <summary>From a monitor that is stopping: what was counted after the last reading could not be read.</summary>
public sealed record LastWordsLost(string InterfaceName, string Message) : IInterfacesMessage;
