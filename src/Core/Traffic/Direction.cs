namespace NetMonitor.Core.Traffic;

/// <summary>Seen from the host: <see cref="Rx"/> came in at the NIC, <see cref="Tx"/> went out.</summary>
public enum Direction
{
    Rx,
    Tx,
}
