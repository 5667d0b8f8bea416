using System.Text.Json.Serialization;

namespace NetMonitor.Bench;

/// <summary>The program with so many idle NICs. Sizes in kB.</summary>
/// <param name="CpuPercent">Of one core, over <see cref="AgentBench"/>'s window.</param>
/// <param name="FirstMetrics">Seconds from the start of the process to the first answer of /metrics: the median.</param>
/// <param name="Ready">Seconds until every NIC was tried: the median.</param>
/// <param name="End">Seconds from SIGTERM to the end: the median.</param>
internal sealed record AgentRow(
    [property: JsonPropertyName("nics")] int Nics,
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
