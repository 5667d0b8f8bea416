using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NetMonitor.Lab.Tests.Captures;

/// <summary>What <c>truth.json</c> says of one capture, as far as we count it. Its README says what each figure means.</summary>
public sealed record CaptureTruth(
    [property: JsonPropertyName("file")] string File,
    [property: JsonPropertyName("sha256")] string Sha256,
    [property: JsonPropertyName("frames")] long Frames,
    [property: JsonPropertyName("bytes_wire")] long Bytes,
    [property: JsonPropertyName("max_frame")] int LongestFrame,
    [property: JsonPropertyName("ethertype")] ImmutableSortedDictionary<string, long> EtherTypes,
    [property: JsonPropertyName("vlan")] ImmutableSortedDictionary<string, long> Vlans,
    [property: JsonPropertyName("l3_frames")] ImmutableSortedDictionary<string, long> IpFrames,
    [property: JsonPropertyName("l3_bytes")] ImmutableSortedDictionary<string, long> IpBytes,
    [property: JsonPropertyName("ipproto_frames")] ImmutableSortedDictionary<string, long> ProtocolFrames,
    [property: JsonPropertyName("ipproto_bytes")] ImmutableSortedDictionary<string, long> ProtocolBytes,
    [property: JsonPropertyName("ip_fragments")] long Fragments,
    [property: JsonPropertyName("five_tuples")] int FiveTuples,
    [property: JsonPropertyName("top_5tuples_bytes")] ImmutableArray<ImmutableArray<JsonElement>> TopFiveTuples,
    [property: JsonPropertyName("replays_intact")] bool ReplaysIntact)
{
    public static string Folder => LabPaths.Shared("captures");

    public string Path => System.IO.Path.Combine(Folder, File);

    public static ImmutableArray<CaptureTruth> All() =>
        JsonSerializer.Deserialize<ImmutableArray<CaptureTruth>>(System.IO.File.ReadAllText(System.IO.Path.Combine(Folder, "truth.json")));

    public override string ToString() => File;
}
