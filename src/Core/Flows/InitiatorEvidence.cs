namespace NetMonitor.Core.Flows;

/// <summary>What tells who began a conversation, the most certain first.</summary>
public enum InitiatorEvidence
{
    None,

    /// <summary>One side only sent SYN without ACK (RFC 9293, 3.5): where a whole window of a CPU had nothing else, for flags are
    /// summed up over it.</summary>
    BareSyn,

    /// <summary>Both sides sent SYN, so their first packets are the handshake, and one of them was first.</summary>
    FirstSyn,

    /// <summary>The side with the higher port is taken to have begun: services listen on low ones.</summary>
    LowerPort,
}
