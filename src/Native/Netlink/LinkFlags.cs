using System.Diagnostics.CodeAnalysis;

namespace NetMonitor.Native.Netlink;

/// <summary>IFF_* of linux/if.h, those that say something about state or shape.</summary>
[Flags]
[SuppressMessage("Design", "CA1028", Justification = "The kernel's type.")]
public enum LinkFlags : uint
{
    None = 0,

    /// <summary>Administratively up.</summary>
    Up = 1 << 0,
    Broadcast = 1 << 1,
    Loopback = 1 << 3,
    PointToPoint = 1 << 4,

    /// <summary>Operationally up.</summary>
    Running = 1 << 6,
    NoArp = 1 << 7,
    Promiscuous = 1 << 8,
    AllMulticast = 1 << 9,

    /// <summary>A member of a bond or team.</summary>
    Slave = 1 << 11,
    Multicast = 1 << 12,

    /// <summary>The driver signals carrier.</summary>
    LowerUp = 1 << 16,
    Dormant = 1 << 17,
}
