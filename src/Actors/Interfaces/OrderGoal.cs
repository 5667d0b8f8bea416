namespace NetMonitor.Actors.Interfaces;

/// <summary>What must have become of a NIC before an order is carried out.</summary>
internal enum OrderGoal
{
    Attached,
    Detached,
    FlowRoom,
}
