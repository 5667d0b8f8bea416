namespace NetMonitor.Actors.Tree;

/// <summary>What an actor is doing, by the word of whoever keeps it.</summary>
public enum ActorState
{
    /// <summary>Answers.</summary>
    Running,

    /// <summary>A monitor that opens its NIC.</summary>
    Attaching,

    /// <summary>A monitor that reads its NIC.</summary>
    Counting,

    /// <summary>A monitor that was told to stop.</summary>
    Stopping,

    /// <summary>A monitor that failed and will be made anew soon.</summary>
    Failing,

    /// <summary>A monitor that failed repeatedly and will be made anew after a long wait.</summary>
    Down,

    /// <summary>A monitor that is not made anew before somebody orders it.</summary>
    Detached,
}
