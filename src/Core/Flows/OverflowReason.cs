namespace NetMonitor.Core.Flows;

/// <summary>Why packets of a flow are in no flow.</summary>
public enum OverflowReason
{
    /// <summary>Their flow gave way to another one in the kernel's table, and the ring had no room for it.</summary>
    RingFull,

    /// <summary>Counted by a CPU that had no part of the flow table yet.</summary>
    NoSlice,

    /// <summary>The addresses were read, and could not be a second time: not known to happen.</summary>
    NoKey,

    /// <summary>Their window was open when the process ended.</summary>
    Restart,
}
