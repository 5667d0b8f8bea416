namespace NetMonitor.Lab.Tests.Killing;

/// <summary>What happens to the program, or to the host it is on, during a soak.</summary>
internal enum SoakFault
{
    /// <summary>It stands still for a while, as on a host without memory or processors left.</summary>
    Pause,

    /// <summary>The wall clock steps, forwards or backwards.</summary>
    ClockStep,

    /// <summary>A NIC goes down and comes back.</summary>
    Flap,

    /// <summary>More flows than the table and its ring hold.</summary>
    Pressure,

    /// <summary>SIGTERM, and a new start.</summary>
    Restart,

    /// <summary>SIGKILL, and a new start.</summary>
    Kill,
}
