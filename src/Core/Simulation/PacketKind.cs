using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Simulation;

/// <summary>Packets that are all alike.</summary>
/// <param name="Bytes">Of one frame, without FCS.</param>
/// <param name="TcpFlags">The low six bits; 0 for what is no TCP.</param>
/// <param name="RxWeight">How often it is picked among the kinds of its group, when received.</param>
/// <param name="TxWeight">The same when sent.</param>
internal sealed record PacketKind(
    TrafficClass Class, int Bytes, int TcpFlags, int RxWeight, int TxWeight, bool IsBroadcast = false, bool IsMulticast = false);
