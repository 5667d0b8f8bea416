namespace NetMonitor.Core.Flows;

/// <summary>Is told each closed flow once, on the ledger's thread.</summary>
public delegate void FlowClosing(in ClosedFlow flow);
