namespace NetMonitor.Core.Interfaces;

/// <summary>How a NIC's packets reach our programs. Egress is always TCX or clsact; the mode names the ingress side.</summary>
public enum AttachMode
{
    /// <summary>XDP in the driver.</summary>
    Native,

    /// <summary>TCX links, at the head of the chain (kernel 6.6 and later).</summary>
    Tcx,

    /// <summary>A clsact qdisc with direct-action filters.</summary>
    Tc,
}
