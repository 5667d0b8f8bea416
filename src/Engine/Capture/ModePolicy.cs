namespace NetMonitor.Engine.Capture;

/// <summary>Which attach modes may be tried.</summary>
public enum ModePolicy
{
    /// <summary>What disturbs each kind of device least, and where that is refused the next best, down to the kernel's own counters.</summary>
    Auto,

    /// <summary>XDP in the driver, nothing else.</summary>
    Native,

    /// <summary>TCX, nothing else.</summary>
    Tcx,

    /// <summary>clsact, nothing else.</summary>
    Tc,

    /// <summary>XDP on the stack's socket buffers, nothing else.</summary>
    Generic,

    /// <summary>The kernel's own counters, nothing attached.</summary>
    Kernel,
}
