namespace NetMonitor.Core.Flows;

/// <summary>A flow in the ledger's table. 96 bytes.</summary>
internal struct HeldFlow
{
    public FlowKey Key;

    /// <summary>Which NIC and direction.</summary>
    public int Channel;

    /// <summary>Of a flow that goes on after a part of it was closed, when it began: in milliseconds of the monotonic clock, modulo 2^32; else 0. Where it pads
    /// nothing.</summary>
    public uint Began;

    /// <summary>What was counted and not handed out yet: nothing while the flow is closed.</summary>
    public FlowCounts Open;
}
