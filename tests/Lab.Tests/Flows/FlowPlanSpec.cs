using System.Collections.Immutable;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Lab.Tests.Flows;

/// <summary>The truth and the comparison with it, before they are trusted.</summary>
public class FlowPlanSpec
{
    private const int Flows = 1000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void FlowPlan_should_send_what_it_says_of_each_flow(int cpus)
    {
        var plan = FlowPlan.Of(Flows, cpus);
        var room = new byte[2048];
        foreach (var direction in Enum.GetValues<Direction>())
        {
            var planned = plan.Flows.Where(flow => flow.Direction == direction).ToDictionary(flow => Convert.ToHexString(flow.Frame));
            var sent = planned.Keys.ToDictionary(frame => frame, _ => (Packets: 0ul, Bytes: 0ul, Cpus: new HashSet<int>()));
            foreach (var (cpu, load) in plan.Loads([.. Enumerable.Range(0, cpus)]).Index())
            {
                var source = direction == Direction.Rx ? load.ToHost : load.FromHost;
                for (int length; (length = source.Next(room)) > 0;)
                {
                    var frame = Enumerable.Range(0, 7).Select(padding => Convert.ToHexString(room.AsSpan(0, length - padding))).Single(planned.ContainsKey);
                    var before = sent[frame];
                    _ = before.Cpus.Add(cpu);
                    sent[frame] = (before.Packets + 1, before.Bytes + (ulong)length, before.Cpus);
                }
            }

            Assert.All(planned, one => Assert.Equal((one.Value.Counts.Packets, one.Value.Counts.Bytes), (sent[one.Key].Packets, sent[one.Key].Bytes)));
            Assert.All(planned, one => Assert.Equal(Math.Min(cpus, one.Value.Packets), sent[one.Key].Cpus.Count));
            Assert.Equal(plan.Sent(direction), TrafficClass.All.Aggregate(default(Count), (sum, one) => sum + plan.Sent(direction, one)));
            Assert.Equal(plan.Sent(direction).Packets, sent.Values.Aggregate(0ul, (sum, one) => sum + one.Packets));
        }
    }

    [Fact]
    public void FlowPlan_should_have_flows_of_their_own_some_with_the_same_key_in_both_directions()
    {
        var plan = FlowPlan.Of(Flows, 2);
        Assert.Equal(Flows, plan.Flows.Select(flow => (flow.Direction, flow.Key)).Distinct().Count());
        Assert.Equal(Flows * 4 / 5, plan.Flows.Select(flow => flow.Key).Distinct().Count());
        Assert.Equal(plan.Packets, (long)(plan.Sent(Direction.Rx).Packets + plan.Sent(Direction.Tx).Packets));
        Assert.Equal(4, plan.Flows.Select(flow => (flow.Key.Protocol, flow.Key.Version)).Distinct().Count());
        Assert.Equal([0, 7], plan.Flows.Select(flow => (int)flow.Counts.Vlan).Distinct().Order());
    }

    [Fact]
    public void FlowTruth_should_be_without_differences_when_all_is_held()
    {
        var plan = FlowPlan.Of(Flows, 2);
        Assert.Empty(FlowTruth.Differences(plan.Flows, Rows(plan)));
        Assert.Empty(FlowTruth.Excesses(plan.Flows, Rows(plan)));
    }

    [Fact]
    public void FlowTruth_should_name_what_is_missing_and_what_is_too_much()
    {
        var plan = FlowPlan.Of(Flows, 2);
        var rows = Rows(plan);
        var less = rows.SetItem(3, rows[3] with { Counts = plan.Flows[2].Counts });
        Assert.Contains($"{rows[3].Key}", Assert.Single(FlowTruth.Differences(plan.Flows, less)), StringComparison.Ordinal);

        var more = rows.SetItem(3, rows[3] with { Counts = rows[3].Counts.Merge(new(1, 0, 0, default, default, 60, 60)) });
        _ = Assert.Single(FlowTruth.Differences(plan.Flows, more));
        _ = Assert.Single(FlowTruth.Excesses(plan.Flows, more));

        var foreign = rows.SetItem(3, rows[3] with { Key = rows[3].Key.Reverse });
        Assert.Equal(2, FlowTruth.Differences(plan.Flows, foreign).Length);
        _ = Assert.Single(FlowTruth.Excesses(plan.Flows, foreign));

        Assert.Contains("not held", Assert.Single(FlowTruth.Differences(plan.Flows, rows.RemoveAt(3))), StringComparison.Ordinal);
        Assert.Empty(FlowTruth.Excesses(plan.Flows, rows.RemoveAt(3)));
    }

    private static ImmutableArray<FlowRow> Rows(FlowPlan plan) =>
        [.. plan.Flows.Select(flow => new FlowRow("eth1", flow.Direction, flow.Key, flow.Counts, true))];
}
