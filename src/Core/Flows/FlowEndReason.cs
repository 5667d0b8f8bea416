namespace NetMonitor.Core.Flows;

/// <summary>Why a flow was closed; the values of IPFIX's flowEndReason (RFC 5102, 5.11.3).</summary>
public enum FlowEndReason : byte
{
    IdleTimeout = 1,
    ActiveTimeout = 2,

    /// <summary>It had to make room, and went into <c>other</c>.</summary>
    LackOfResources = 5,
}
