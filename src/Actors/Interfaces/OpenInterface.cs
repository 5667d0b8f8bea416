using NetMonitor.Core.Interfaces;

namespace NetMonitor.Actors.Interfaces;

/// <summary>Attaches to a NIC and returns the reader that owns the attachment.</summary>
/// <exception cref="InterfaceFailure">The NIC cannot be counted now; nothing is left attached.</exception>
public delegate IInterfaceReader OpenInterface(LinkDescription link);
