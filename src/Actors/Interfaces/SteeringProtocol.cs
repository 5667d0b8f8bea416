using NetMonitor.Core.Interfaces;

namespace NetMonitor.Actors.Interfaces;

/// <summary>Orders from people. <see cref="InterfaceSupervisor"/> answers each to its sender with one <see cref="OrderDone"/> or
/// <see cref="OrderRefused"/>, once it has been carried out or it is known that it cannot be now.</summary>
public interface ISteeringMessage;

/// <summary>An order about one NIC.</summary>
public abstract record InterfaceOrder(string InterfaceName) : ISteeringMessage;

/// <summary>Count on this NIC: takes back <see cref="DetachInterface"/>, and tries a failing NIC at once. Done when it is attached,
/// also when it was before.</summary>
public sealed record AttachInterface(string InterfaceName) : InterfaceOrder(InterfaceName);

/// <summary>Take everything off this NIC and leave it alone until <see cref="AttachInterface"/>. Done when its monitor has said its
/// last words, also when that was before.</summary>
public sealed record DetachInterface(string InterfaceName) : InterfaceOrder(InterfaceName);

/// <summary>Make this NIC's monitor anew, now; one that waits for its next attempt does not wait. Done when it is attached again.</summary>
public sealed record RestartInterface(string InterfaceName) : InterfaceOrder(InterfaceName);

/// <summary>Read this NIC so often, through every restart of its monitor.</summary>
public sealed record SetInterval(string InterfaceName, TimeSpan Interval) : InterfaceOrder(InterfaceName);

/// <summary>Give this NIC's flows so much room, through every restart of its monitor. Done when it has it, also where the budget left less than
/// that; a NIC that is not attached is given it when it is.</summary>
/// <param name="Slots">As <see cref="FlowSlots"/> takes them; 0 for none.</param>
public sealed record SetFlowSlots(string InterfaceName, int Slots) : InterfaceOrder(InterfaceName);

/// <param name="Message">One line for people, without the NIC's name.</param>
public sealed record OrderDone(string InterfaceName, string Message) : ISteeringMessage;

/// <param name="Message">One line for people, without the NIC's name: the reason, and what there is instead.</param>
public sealed record OrderRefused(string InterfaceName, string Message) : ISteeringMessage;
