namespace NetMonitor.Core.Flows;

/// <summary>A flow in the ledger's table. 96 bytes.</summary>
internal struct HeldFlow
{
    public FlowKey Key;

    /// <summary>Which NIC and direction.</summary>
    public int Channel;

    /// <summary>What was counted and not handed out yet: nothing while the flow is closed.</summary>
    public FlowCounts Open;
}
