namespace NetMonitor.Core.Flows;

/// <summary>What has to agree in a <see cref="FlowAccount"/>.</summary>
public enum FlowCheck
{
    /// <summary>The total, counted on its own, with the sum over all classes.</summary>
    TotalWithClasses,

    /// <summary>A class with the sum over its flows and its overflow; a class that has no flows, with nothing in either.</summary>
    ClassWithFlows,

    /// <summary>The overflow by class with the overflow by reason.</summary>
    OverflowWithReasons,
}
