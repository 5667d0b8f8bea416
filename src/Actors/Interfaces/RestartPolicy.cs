namespace NetMonitor.Actors.Interfaces;

/// <summary>Which failures a new attempt can mend soon, and which it cannot.</summary>
public static class RestartPolicy
{
    public static RestartPace PaceOf(FailureKind kind) => kind switch
    {
        // What was lost is only ours to put back; each moment without it is uncounted.
        FailureKind.Severed or FailureKind.MapGone => RestartPace.AtOnce,
        // Neither rights nor devices come back by asking for them. A list that still has the device is heeded at once.
        FailureKind.Privilege or FailureKind.Gone => RestartPace.Slow,
        _ => RestartPace.Growing,
    };
}
