namespace NetMonitor.Actors.Interfaces;

/// <summary>How soon a NIC that failed is tried again.</summary>
public enum RestartPace
{
    /// <summary>After a wait that doubles with each failure in a row, and every longest wait once it is down.</summary>
    Growing,

    /// <summary>At once where it is the first failure in a row; then as <see cref="Growing"/>, one step behind.</summary>
    AtOnce,

    /// <summary>Every longest wait from the first failure on: down at once.</summary>
    Slow,
}
