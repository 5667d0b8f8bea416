namespace NetMonitor.Core.Interfaces;

/// <summary>Whether the host's total holds a NIC's packets, and where it has them from. The rule: the sum over the lowest counted
/// devices, so that a packet which crosses several in one direction is in it once.</summary>
public enum TotalPlace
{
    /// <summary>On this NIC itself.</summary>
    Counted,

    /// <summary>On this NIC, what it sends only: what it receives is the same packets (loopback).</summary>
    Sent,

    /// <summary>On the devices that it lies on, all of which are counted.</summary>
    Below,

    /// <summary>On the bond that it is a member of, since another member is not counted.</summary>
    Above,

    /// <summary>On the other end of its pair, in the opposite direction.</summary>
    Peer,

    /// <summary>Of a tunnel whose underlay the kernel does not name: taken to be on the counted NICs that lead out of this namespace.</summary>
    Route,

    /// <summary>In part: of the devices that it lies on some are counted and some are not, and nobody can tell whose packets are whose.</summary>
    Partly,

    /// <summary>It is not counted.</summary>
    None,
}
