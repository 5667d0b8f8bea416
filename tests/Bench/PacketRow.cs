using System.Text.Json.Serialization;

namespace NetMonitor.Bench;

/// <summary>One program on one frame.</summary>
/// <param name="Flows">0: the program keeps no flows.</param>
/// <param name="Nanoseconds">Per packet over the floor: the minimum of all rounds.</param>
/// <param name="FloorNanoseconds">The empty program of the same hook on the same frame, in the same rounds.</param>
public sealed record PacketRow(
    [property: JsonPropertyName("hook")] string Hook,
    [property: JsonPropertyName("program")] string Program,
    [property: JsonPropertyName("frame")] string Frame,
    [property: JsonPropertyName("flows")] int Flows,
    [property: JsonPropertyName("ns")] double Nanoseconds,
    [property: JsonPropertyName("floor_ns")] double FloorNanoseconds)
{
    /// <summary>Of the table: per CPU and bank, or entries of a map of the kernel's.</summary>
    [JsonPropertyName("slots"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Slots { get; init; }

    /// <summary>Flows that gave way, per packet.</summary>
    [JsonPropertyName("evicted"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Evicted { get; init; }

    /// <summary>Packets that the ring had no room for, per packet.</summary>
    [JsonPropertyName("overflow"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Overflow { get; init; }
}
