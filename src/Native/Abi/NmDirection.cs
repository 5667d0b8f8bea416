namespace NetMonitor.Native.Abi;

/// <summary>enum nm_direction.</summary>
public enum NmDirection
{
    Rx,
    Tx,
}
