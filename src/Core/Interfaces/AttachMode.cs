namespace NetMonitor.Core.Interfaces;

/// <summary>How a NIC's packets come to be counted. Where our programs count, egress is always TCX or clsact; the mode names the
/// ingress side. <see cref="AttachModes.Source"/> says where the counts of a mode come from.</summary>
public enum AttachMode
{
    /// <summary>XDP in the driver.</summary>
    Native,

    /// <summary>TCX links, at the head of the chain (kernel 6.6 and later).</summary>
    Tcx,

    /// <summary>A clsact qdisc with direct-action filters.</summary>
    Tc,

    /// <summary>XDP behind the driver, on the stack's socket buffers: what GRO joined is seen as one packet.</summary>
    Generic,

    /// <summary>Nothing is attached: the kernel's own counters of the NIC are read. Totals only.</summary>
    Kernel,

    /// <summary>There is no NIC: the packets are made up.</summary>
    Simulated,
}
