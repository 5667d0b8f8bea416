namespace NetMonitor.Engine.Flows;

/// <summary>Why a question about flows has no answer.</summary>
public enum FlowRefusalKind
{
    /// <summary>An option that cannot be used.</summary>
    Unusable,

    /// <summary>There is no such NIC.</summary>
    NoSuchInterface,

    /// <summary>None are counted where they were asked for.</summary>
    NoFlows,

    /// <summary>The ledger did not answer in good time.</summary>
    Busy,
}
