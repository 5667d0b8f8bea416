namespace NetMonitor.Engine.Capture;

/// <summary>Which attach modes may be tried.</summary>
public enum ModePolicy
{
    /// <summary>What disturbs each kind of device least.</summary>
    Auto,

    /// <summary>XDP in the driver, nothing else.</summary>
    Native,

    /// <summary>TCX, nothing else.</summary>
    Tcx,

    /// <summary>clsact, nothing else.</summary>
    Tc,

    /// <summary>The kernel's own counters, nothing attached.</summary>
    Kernel,
}
