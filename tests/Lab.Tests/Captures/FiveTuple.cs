using System.Collections.Immutable;
using System.Net;
using System.Text.Json;

namespace NetMonitor.Lab.Tests.Captures;

/// <summary>A flow as both truth.json and <c>net flows -o json</c> have it.</summary>
internal sealed record FiveTuple(IPAddress Source, int SourcePort, IPAddress Destination, int DestinationPort, int Protocol, long Bytes, long Packets)
{
    private const int Tcp = 6;
    private const int Udp = 17;
    private const int Sctp = 132;

    /// <summary>Of a protocol that has ports, and without any: fragments but the first. We count them as a flow of their own; truth.json has them in no
    /// 5-tuple, as the sums of its captures with fragments show.</summary>
    public bool IsOfLaterFragments => Protocol is Tcp or Udp or Sctp && (SourcePort, DestinationPort) == (0, 0);

    /// <summary>The largest, or all where they are few.</summary>
    public static ImmutableArray<FiveTuple> Of(CaptureTruth truth) =>
    [
        .. truth.TopFiveTuples.Select(row => new FiveTuple(
            IPAddress.Parse(row[0].GetString()!),
            row[1].GetInt32(),
            IPAddress.Parse(row[2].GetString()!),
            row[3].GetInt32(),
            row[4].GetInt32(),
            row[5].GetInt64(),
            row[6].GetInt64())),
    ];

    /// <param name="answer">Of <c>net flows -o json</c>.</param>
    public static ImmutableArray<FiveTuple> Of(JsonElement answer) =>
    [
        .. answer.GetProperty("flows").EnumerateArray().Select(row => new FiveTuple(
            IPAddress.Parse(row.GetProperty("src").GetString()!),
            row.GetProperty("src_port").GetInt32(),
            IPAddress.Parse(row.GetProperty("dst").GetString()!),
            row.GetProperty("dst_port").GetInt32(),
            row.GetProperty("protocol_number").GetInt32(),
            row.GetProperty("bytes").GetInt64(),
            row.GetProperty("packets").GetInt64())),
    ];
}
