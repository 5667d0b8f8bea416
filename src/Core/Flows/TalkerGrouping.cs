namespace NetMonitor.Core.Flows;

/// <summary>What flows are summed up by.</summary>
public enum TalkerGrouping
{
    Source,
    Destination,

    /// <summary>Two hosts, whoever sends; the lower address is shown first.</summary>
    Pair,

    /// <summary>Protocol and the lower of both ports, which mostly is the service's; both ways come together.</summary>
    Port,

    /// <summary>The 5-tuple, over all NICs and both directions: what crosses two NICs counts at both.</summary>
    Flow,
}
