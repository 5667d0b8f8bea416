namespace NetMonitor.Bench.OldVsNew;

/// <summary>One run of one tool, as it was seen. What there is none of without a tool is null.</summary>
/// <param name="Delivered">By the receiving NIC, by the kernel's own counter.</param>
/// <param name="Seen">By the tool, by its own account.</param>
/// <param name="ToolCpu">The tool's process.</param>
/// <param name="PathCpu">The sender's thread and the CPU's ksoftirqd: sending, and receiving with all that hangs there.</param>
/// <param name="MachineBusy">Of all CPUs, 0 to 1, whoever it was.</param>
/// <param name="Rss">Of the tool's process, in kB.</param>
/// <param name="RssWithoutBpf">Of it, without mapped BPF memory.</param>
internal sealed record Trial(
    Setting Setting, Sending Sending, long Delivered, long? Seen, TimeSpan? ToolCpu, TimeSpan PathCpu, double MachineBusy, long? Rss, long? RssWithoutBpf)
{
    public double? SeenPerSecond => Seen / Sending.Elapsed.TotalSeconds;

    public double DeliveredPerSecond => Delivered / Sending.Elapsed.TotalSeconds;

    /// <summary>Of all that belongs to the trial, per packet delivered.</summary>
    public double WayNs => (PathCpu + (ToolCpu ?? TimeSpan.Zero)).TotalNanoseconds / Math.Max(1, Delivered);
}
