using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Interfaces;

/// <param name="RxUtilisation">Share of the link's speed, from 0; null where the speed is unknown.</param>
/// <param name="TxUtilisation">Share of the link's speed, from 0; null where the speed is unknown.</param>
public sealed record InterfaceRates(Rate Rx, Rate Tx, double? RxUtilisation, double? TxUtilisation);
