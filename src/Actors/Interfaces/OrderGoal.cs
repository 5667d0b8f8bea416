namespace NetMonitor.Actors.Interfaces;

/// <summary>What a NIC's attachment must have become before an order is carried out.</summary>
internal enum OrderGoal
{
    Attached,
    Detached,
}
