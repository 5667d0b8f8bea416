using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Flows;

/// <summary>Where the packets of one direction of one NIC are that came in flows: received = held + other + forgotten.</summary>
/// <param name="Other">Of the smallest flows, folded to make room within the last retention or two.</param>
/// <param name="Forgotten">Older than the retention.</param>
public readonly record struct FlowBalance(Count Received, Count Other, Count Forgotten)
{
    /// <summary>In flows of the ledger.</summary>
    public Count Held => new(Received.Packets - Other.Packets - Forgotten.Packets, Received.Bytes - Other.Bytes - Forgotten.Bytes);
}
