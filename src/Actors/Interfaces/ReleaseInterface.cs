using NetMonitor.Core.Interfaces;

namespace NetMonitor.Actors.Interfaces;

/// <summary>Takes everything of ours off a NIC that nobody reads, and that may count on nevertheless: what a reader left to a successor that is not to come. It does
/// nothing where there is nothing.</summary>
/// <exception cref="InterfaceFailure">Some of it is still there.</exception>
public delegate void ReleaseInterface(LinkDescription link);
