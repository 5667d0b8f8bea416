namespace NetMonitor.Core.Flows;

/// <summary>How much a <see cref="FlowLedger"/> holds, and for how long.</summary>
/// <remarks>Timeouts as in RFC 5102, flowIdleTimeout and flowActiveTimeout.</remarks>
public sealed record FlowLedgerSettings
{
    /// <exception cref="ArgumentOutOfRangeException">Something is not positive, or a flow would be forgotten before it is idle.</exception>
    public FlowLedgerSettings(int capacity, TimeSpan retention, TimeSpan activeTimeout, TimeSpan idleTimeout)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(idleTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(activeTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(retention, idleTimeout);
        (Capacity, Retention, ActiveTimeout, IdleTimeout) = (capacity, retention, activeTimeout, idleTimeout);
    }

    /// <summary>Flows held at most; about 200 bytes each.</summary>
    public int Capacity { get; }

    /// <summary>A flow is held for this long after its last packet. At least <see cref="IdleTimeout"/>.</summary>
    public TimeSpan Retention { get; }

    /// <summary>A flow that goes on is closed this long after its first packet, and begins anew.</summary>
    public TimeSpan ActiveTimeout { get; }

    /// <summary>A flow is closed when it had no packet for this long.</summary>
    public TimeSpan IdleTimeout { get; }
}
