namespace NetMonitor.Native.Netlink;

/// <summary>IF_OPER_* of linux/if.h (RFC 2863).</summary>
public enum OperationalState : byte
{
    Unknown = 0,
    NotPresent = 1,
    Down = 2,
    LowerLayerDown = 3,
    Testing = 4,
    Dormant = 5,
    Up = 6,
}
