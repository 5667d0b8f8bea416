namespace NetMonitor.Actors.Interfaces;

/// <summary>What went wrong with a NIC's attachment.</summary>
public enum FailureKind
{
    /// <summary>Refused by the kernel when attaching.</summary>
    Attach,

    /// <summary>A capability is missing.</summary>
    Privilege,

    /// <summary>The counters cannot be read.</summary>
    Read,

    /// <summary>Somebody else took our program off the NIC.</summary>
    Severed,

    /// <summary>The NIC is gone.</summary>
    Gone,
}
