namespace NetMonitor.Actors.Interfaces;

/// <summary>Why a monitor was told to stop.</summary>
internal enum Ending
{
    /// <summary>It was not: if it stops, it failed.</summary>
    No,

    /// <summary>The NIC is gone.</summary>
    Gone,

    /// <summary>Another device bears the name, or somebody ordered it: the NIC begins anew, or rests.</summary>
    Anew,
}
