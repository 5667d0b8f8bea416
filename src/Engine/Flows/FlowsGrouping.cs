namespace NetMonitor.Engine.Flows;

/// <summary>What is a row where flows are listed.</summary>
public enum FlowsGrouping
{
    Flow,

    /// <summary>Both ways of a 5-tuple together.</summary>
    Conversation,
}
