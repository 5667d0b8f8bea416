namespace NetMonitor.Core.Interfaces;

/// <summary>What a NIC's attachment is doing.</summary>
public enum InterfaceCondition
{
    /// <summary>Not attached yet, no failure so far.</summary>
    Attaching,

    /// <summary>Attached and read.</summary>
    Counting,

    /// <summary>Failed; a new attempt is due soon.</summary>
    Failing,

    /// <summary>Failed repeatedly; tried again slowly.</summary>
    Down,

    /// <summary>Taken off by command; not tried again before it is told to.</summary>
    Detached,
}
