using System.Text.Json.Serialization;

namespace NetMonitor.Bench.OldVsNew;

/// <summary>One tool in one setting. What there is none of without a tool is null.</summary>
/// <param name="Setting">Its name.</param>
/// <param name="AimedPps">Packets per second that were asked of the sender; null: as fast as it goes.</param>
/// <param name="OnOneCpu">The tool on the sender's CPU; else on others.</param>
/// <param name="Sent">Of all rounds together, as the two that follow.</param>
/// <param name="Delivered">By the receiving NIC's own counter.</param>
/// <param name="Seen">By the tool's account.</param>
/// <param name="SentPps">In the quickest round, as the two that follow.</param>
/// <param name="ToolNs">Processor time of the tool's process per packet seen, over all rounds. None on one CPU: what the kernel receives while a process
/// runs is charged to that process, whoever it is.</param>
/// <param name="ProgramNs">The programs in the kernel, by the kernel's own account and with what that costs, per packet delivered.</param>
/// <param name="CpuNs">Both.</param>
/// <param name="WayNs">All processor time per packet delivered: the sender's thread, ksoftirqd, the tool. The least of the rounds.</param>
/// <param name="LoadNs">What of it is not there without a tool.</param>
/// <param name="MachineBusyPercent">Of all CPUs, whoever it was, by /proc/stat: the median, as of the two that follow.</param>
internal sealed record OldVsNewRow(
    [property: JsonPropertyName("tool")] string Tool,
    [property: JsonPropertyName("setting")] string Setting,
    [property: JsonPropertyName("aimed_pps")] int? AimedPps,
    [property: JsonPropertyName("on_one_cpu")] bool OnOneCpu,
    [property: JsonPropertyName("rounds")] int Rounds,
    [property: JsonPropertyName("sent_packets")] long Sent,
    [property: JsonPropertyName("delivered_packets")] long Delivered,
    [property: JsonPropertyName("seen_packets")] long? Seen,
    [property: JsonPropertyName("sent_pps")] double SentPps,
    [property: JsonPropertyName("delivered_pps")] double DeliveredPps,
    [property: JsonPropertyName("seen_pps")] double? SeenPps,
    [property: JsonPropertyName("tool_cpu_ns_per_packet")] double? ToolNs,
    [property: JsonPropertyName("program_ns_per_packet")] double? ProgramNs,
    [property: JsonPropertyName("cpu_ns_per_packet")] double? CpuNs,
    [property: JsonPropertyName("way_ns_per_packet")] double WayNs,
    [property: JsonPropertyName("load_ns_per_packet")] double? LoadNs,
    [property: JsonPropertyName("machine_busy_percent")] double MachineBusyPercent,
    [property: JsonPropertyName("rss_kb")] long? Rss,
    [property: JsonPropertyName("rss_without_bpf_kb")] long? RssWithoutBpf)
{
    [JsonIgnore]
    public double? SeenPercent => Delivered == 0 ? null : Seen * 100.0 / Delivered;
}
