namespace NetMonitor.Bench.OldVsNew;

/// <summary>A program that counts the packets of one NIC, or stands for the lack of one. It ends with the lab.</summary>
internal interface ITool
{
    /// <summary>None: it is no process of its own.</summary>
    int? ProcessId { get; }

    /// <summary>All packets seen since its start; none when it does not count. Asked after the traffic, so that what it takes to answer is not measured.</summary>
    /// <param name="enough">No need to wait for more than this.</param>
    Task<long?> SeenAsync(long enough, CancellationToken stop);

    /// <summary>The run time of its programs in the kernel so far, as far as the kernel takes it; none for a tool without programs.</summary>
    TimeSpan? ProgramTime();
}
