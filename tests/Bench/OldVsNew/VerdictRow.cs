using System.Text.Json.Serialization;

namespace NetMonitor.Bench.OldVsNew;

/// <summary>A claim and what became of it, for one tool.</summary>
/// <param name="ChangePercent">By setting.</param>
internal sealed record VerdictRow(
    [property: JsonPropertyName("claim")] string Claim,
    [property: JsonPropertyName("claimed_percent")] int ClaimedPercent,
    [property: JsonPropertyName("means")] string Means,
    [property: JsonPropertyName("old_tool")] string OldTool,
    [property: JsonPropertyName("new_tool")] string NewTool,
    [property: JsonPropertyName("verdict")] string Verdict,
    [property: JsonPropertyName("change_percent")] IReadOnlyDictionary<string, double> ChangePercent);
