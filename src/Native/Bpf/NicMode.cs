namespace NetMonitor.Native.Bpf;

/// <summary>How both directions of a NIC are attached.</summary>
public enum NicMode
{
    /// <summary>XDP in the driver, and TCX egress (clsact egress where there is no TCX).</summary>
    NativeXdp,

    /// <summary>TCX on both sides.</summary>
    Tcx,

    /// <summary>A clsact qdisc on both sides.</summary>
    Clsact,

    /// <summary>XDP on the stack's socket buffers, and egress as beside <see cref="NativeXdp"/>.</summary>
    GenericXdp,
}
