namespace NetMonitor.Actors.Interfaces;

/// <summary>What went wrong with a NIC's attachment. What follows from each is <see cref="RestartPolicy"/>'s.</summary>
public enum FailureKind
{
    /// <summary>Refused by the kernel when attaching.</summary>
    Attach,

    /// <summary>A capability is missing.</summary>
    Privilege,

    /// <summary>Memory ran out, or something else that a host has only so much of.</summary>
    Exhausted,

    /// <summary>The counters cannot be read.</summary>
    Read,

    /// <summary>A descriptor of ours was closed underneath, or stands for something else by now.</summary>
    MapGone,

    /// <summary>Somebody else took our program off the NIC.</summary>
    Severed,

    /// <summary>A window does not close: the kernel's grace period does not end.</summary>
    Stuck,

    /// <summary>The NIC is gone.</summary>
    Gone,

    /// <summary>What no reader may throw: a fault of ours.</summary>
    Fault,
}
