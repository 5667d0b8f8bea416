using System.Text.Json.Serialization;

namespace NetMonitor.Bench.Reading;

/// <summary>One window of one NIC, from the end of its grace period to the published snapshot.</summary>
/// <param name="Slots">Per bank.</param>
/// <param name="Flows">Of them that have a flow.</param>
/// <param name="Capacity">Of the host's ledger.</param>
/// <param name="Counters">Milliseconds, as all that follow: adding up what the CPUs counted. The minimum of all rounds.</param>
/// <param name="Take">From the kernel's slots to a window.</param>
/// <param name="Fold">The window into the ledger.</param>
/// <param name="Publish">The ledger's age, its view, and the snapshot.</param>
/// <param name="Total">The fastest round as a whole.</param>
/// <param name="AllocatedBytes">In one round: the median.</param>
public sealed record ReadRow(
    [property: JsonPropertyName("slots")] int Slots,
    [property: JsonPropertyName("flows")] int Flows,
    [property: JsonPropertyName("capacity")] int Capacity,
    [property: JsonPropertyName("counters_ms")] double Counters,
    [property: JsonPropertyName("take_ms")] double Take,
    [property: JsonPropertyName("fold_ms")] double Fold,
    [property: JsonPropertyName("publish_ms")] double Publish,
    [property: JsonPropertyName("total_ms")] double Total,
    [property: JsonPropertyName("total_median_ms")] double TotalMedian,
    [property: JsonPropertyName("allocated_bytes")] long AllocatedBytes);
