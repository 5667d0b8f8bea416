namespace NetMonitor.Native.Netlink;

/// <summary>XDP_ATTACHED_* of linux/if_link.h: where an XDP program hangs.</summary>
public enum XdpMode : byte
{
    None = 0,

    /// <summary>In the driver (native).</summary>
    Driver = 1,

    /// <summary>Behind it, on socket buffers (generic).</summary>
    Generic = 2,

    /// <summary>On the card.</summary>
    Hardware = 3,

    /// <summary>In more than one place at once: see the id of each.</summary>
    Multiple = 4,
}
