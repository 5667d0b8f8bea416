namespace NetMonitor.Engine;

/// <summary>What the process tells its caller; the values are a promise to scripts and service files.</summary>
public enum ExitCode
{
    Ok = 0,

    /// <summary>A fault of the program itself.</summary>
    Fault = 1,

    /// <summary>The command line or the configuration cannot be used.</summary>
    Usage = 2,

    /// <summary>A capability is missing.</summary>
    Privilege = 3,

    /// <summary>The kernel refused: a feature it lacks, an object it does not load, no NIC that could be attached.</summary>
    Kernel = 4,
}
