namespace NetMonitor.Core.Interfaces;

/// <summary>Where counts come from. Whoever shows counts says which.</summary>
public enum CountSource
{
    /// <summary>Our programs saw each packet.</summary>
    Wire,

    /// <summary>The kernel's own counters of the NIC: totals, of which nothing is known but packets and bytes.</summary>
    Kernel,

    /// <summary>Made up: no packet of these was ever sent.</summary>
    Simulated,
}
