namespace NetMonitor.Core.Flows;

/// <summary>What the ledger has of one NIC, also of one that is gone, until its last flow is forgotten.</summary>
/// <param name="Flows">Held.</param>
/// <param name="Rx">Sum over all its windows.</param>
/// <param name="Tx">As <paramref name="Rx"/>.</param>
public sealed record NicFlows(string Nic, int Flows, FlowAccount Rx, FlowAccount Tx, FlowBalance RxBalance, FlowBalance TxBalance);
