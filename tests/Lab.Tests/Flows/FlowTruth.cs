using System.Collections.Immutable;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Lab.Tests.Flows;

/// <summary>What was held of flows beside what was sent of them.</summary>
internal static class FlowTruth
{
    /// <summary>Empty where every flow is held, with all that was sent of it, and no other.</summary>
    public static ImmutableArray<string> Differences(IEnumerable<PlannedFlow> sent, IEnumerable<FlowRow> held)
    {
        var truth = ByKey(sent);
        var differences = ImmutableArray.CreateBuilder<string>();
        foreach (var row in held)
        {
            if (!truth.Remove((row.Direction, row.Key), out var flow))
            {
                differences.Add($"{row.Direction} {row.Key}: held {Text(row.Counts)}, never sent or held twice");
            }
            else if (WithoutTimes(row.Counts) != flow.Counts)
            {
                differences.Add($"{row.Direction} {row.Key}: held {Text(row.Counts)}, sent {Text(flow.Counts)}");
            }
        }

        differences.AddRange(truth.Values.Select(flow => $"{flow.Direction} {flow.Key}: not held, sent {Text(flow.Counts)}"));
        return differences.ToImmutable();
    }

    /// <summary>Empty where no flow is held with more than was sent of it.</summary>
    public static ImmutableArray<string> Excesses(IEnumerable<PlannedFlow> sent, IEnumerable<FlowRow> held)
    {
        var truth = ByKey(sent);
        return
        [
            .. held.Where(row => !truth.TryGetValue((row.Direction, row.Key), out var flow) || IsMore(row.Counts, flow.Counts))
                .Select(row => $"{row.Direction} {row.Key}: held {Text(row.Counts)}, sent "
                    + (truth.TryGetValue((row.Direction, row.Key), out var flow) ? Text(flow.Counts) : "nothing")),
        ];
    }

    private static Dictionary<(Direction, FlowKey), PlannedFlow> ByKey(IEnumerable<PlannedFlow> sent) =>
        sent.ToDictionary(flow => (flow.Direction, flow.Key));

    private static bool IsMore(FlowCounts held, FlowCounts sent) =>
        held.Packets > sent.Packets || held.Bytes > sent.Bytes || held.IpBytes > sent.IpBytes
        || held.Smallest < sent.Smallest || held.Largest > sent.Largest
        || (held.Vlan, held.Dscp, held.TcpFlags) != (sent.Vlan, sent.Dscp, sent.TcpFlags);

    private static FlowCounts WithoutTimes(FlowCounts counts) => new(
        counts.Packets, counts.Bytes, counts.IpBytes, default, default, counts.Smallest, counts.Largest, counts.Vlan, counts.Dscp, counts.TcpFlags);

    private static string Text(FlowCounts counts) =>
        $"{counts.Packets} packets, {counts.Bytes} bytes, {counts.IpBytes} of IP, sizes {counts.Smallest} to {counts.Largest}, VLAN {counts.Vlan}, DSCP {counts.Dscp}, flags {counts.TcpFlags}";
}
