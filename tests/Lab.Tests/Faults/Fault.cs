namespace NetMonitor.Lab.Tests.Faults;

/// <summary>What goes wrong with one NIC.</summary>
public enum Fault
{
    /// <summary>The reader throws what it may throw.</summary>
    Failure,

    /// <summary>The reader throws what it may not.</summary>
    Surprise,

    /// <summary>The descriptor of the counters is closed.</summary>
    ClosedMap,

    /// <summary>The descriptor of the counters is closed, and its number is somebody else's.</summary>
    ReplacedMap,

    /// <summary>One of the two programs is taken off the NIC.</summary>
    Severed,

    /// <summary>Both are, with what they hang on.</summary>
    Uprooted,
}
