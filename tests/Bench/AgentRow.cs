using System.Text.Json.Serialization;

namespace NetMonitor.Bench;

/// <summary>The program with so many NICs. Sizes in kB.</summary>
/// <param name="Flows">Kept active in all, each with at least one packet between two readings; 0: the NICs are idle.</param>
/// <param name="CountsFlows">Whether the program counts flows (netmonitor.flows.enabled).</param>
/// <param name="PacketsPerSecond">Of all NICs together, as the sender saw it.</param>
/// <param name="SeenShare">Packets in /metrics per packet delivered by the NICs, over the window; null without traffic.</param>
/// <param name="HeldFlows">That the program held at the end, by its own account; null without traffic or without that account.</param>
/// <param name="OverflowShare">Packets that it could not give to a flow, per packet delivered; likewise.</param>
/// <param name="CpuPercent">Of one core, over <see cref="AgentBench"/>'s window: the process, without what the kernel does for a packet.</param>
/// <param name="FirstMetrics">Seconds from the start of the process to the first answer of /metrics: the median.</param>
/// <param name="Ready">Seconds until every NIC was tried: the median.</param>
/// <param name="End">Seconds from SIGTERM to the end: the median.</param>
internal sealed record AgentRow(
    [property: JsonPropertyName("nics")] int Nics,
    [property: JsonPropertyName("flows")] int Flows,
    [property: JsonPropertyName("counts_flows")] bool CountsFlows,
    [property: JsonPropertyName("packets_per_second")] double PacketsPerSecond,
    [property: JsonPropertyName("seen_share")] double? SeenShare,
    [property: JsonPropertyName("held_flows")] double? HeldFlows,
    [property: JsonPropertyName("overflow_share")] double? OverflowShare,
    [property: JsonPropertyName("cpu_percent")] double CpuPercent,
    [property: JsonPropertyName("rss_kb")] long Rss,
    [property: JsonPropertyName("rss_without_bpf_kb")] long RssWithoutBpf,
    [property: JsonPropertyName("anonymous_kb")] long Anonymous,
    [property: JsonPropertyName("private_kb")] long Private,
    [property: JsonPropertyName("private_dirty_kb")] long PrivateDirty,
    [property: JsonPropertyName("bpf_mapped_kb")] long BpfMapped,
    [property: JsonPropertyName("threads")] int Threads,
    [property: JsonPropertyName("descriptors")] int Descriptors,
    [property: JsonPropertyName("first_metrics_seconds")] double FirstMetrics,
    [property: JsonPropertyName("ready_seconds")] double Ready,
    [property: JsonPropertyName("end_seconds")] double End);
