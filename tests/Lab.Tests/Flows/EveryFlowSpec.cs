using NetMonitor.Core.Flows;
using NetMonitor.Core.Traffic;
using NetMonitor.Engine.Capture;
using Xunit.Abstractions;

namespace NetMonitor.Lab.Tests.Flows;

/// <summary>Two million packets of a hundred thousand flows, all CPUs sending packets of the same flows at once, while window after window is
/// closed.</summary>
public class EveryFlowSpec(ITestOutputHelper output)
{
    private const int Flows = 100_000;

    private static readonly int[] Senders = [.. Cpus.Allowed.Take(4)];
    private static readonly Lazy<FlowPlan> Planned = new(() => FlowPlan.Of(Flows, Senders.Length));

    [BpfTheory("ip", "tc")]
    [InlineData(ModePolicy.Native)]
    [InlineData(ModePolicy.Tcx)]
    [InlineData(ModePolicy.Tc)]
    public void Every_flow_should_be_exact_when_there_is_room_for_it(ModePolicy mode)
    {
        using var bench = new FlowBench(mode, Space(slots: 1 << 18, ringBytes: 16 << 20));
        var plan = Planned.Value;
        bench.Run(plan.Loads(Senders), packetsPerWindow: 0, unread: bench.RingPackets);

        var held = bench.Reading.Ledger.Dump().Rows;
        CheckSums(plan, bench, mode);
        foreach (var direction in Enum.GetValues<Direction>())
        {
            Assert.Equal(default, FlowCoverage.Of(bench.Reading[direction]).Overflow);
        }

        Assert.Empty(FlowTruth.Differences(plan.Flows, held));
    }

    [BpfTheory("ip", "tc")]
    [InlineData(ModePolicy.Native)]
    [InlineData(ModePolicy.Tcx)]
    [InlineData(ModePolicy.Tc)]
    public void No_flow_should_exceed_its_truth_at_the_default_size(ModePolicy mode)
    {
        using var bench = new FlowBench(mode, Space(slots: 65_536, ringBytes: 1 << 20));
        var plan = Planned.Value;
        bench.Run(plan.Loads(Senders), packetsPerWindow: 100_000, unread: 200_000);

        // Both CPUs meet more flows in a window than they have room for: the spec would be of no use without.
        CheckSums(plan, bench, mode);
        Assert.NotEqual(default, FlowCoverage.Of(bench.Reading[Direction.Rx] + bench.Reading[Direction.Tx]).Overflow);
        Assert.Empty(FlowTruth.Excesses(plan.Flows, bench.Reading.Ledger.Dump().Rows));
    }

    /// <summary>As the reference configuration, but for the sizes.</summary>
    private static FlowSpaceSettings Space(int slots, int ringBytes) => new(true, slots, ringBytes, TimeSpan.Zero, 256 << 20);

    /// <summary>Of every class: what was sent is in flows or in the overflow, and nothing else is.</summary>
    private void CheckSums(FlowPlan plan, FlowBench bench, ModePolicy mode)
    {
        var reading = bench.Reading;
        var kernel = bench.Kernel(mode);
        output.WriteLine($"{plan.Packets} packets, {reading.Windows} windows, {reading.Ledger.Count} flows held; "
            + $"{FlowCoverage.Of(reading[Direction.Rx]).PacketRatio:p1} of the packets received are in flows, of those sent {FlowCoverage.Of(reading[Direction.Tx]).PacketRatio:p1}");
        Assert.InRange(plan.Packets, 2_000_000, int.MaxValue);
        Assert.InRange(reading.Windows, 10, int.MaxValue);
        Assert.Empty(reading.Broken);
        foreach (var direction in Enum.GetValues<Direction>())
        {
            var account = reading[direction];
            Assert.Equal(plan.Sent(direction), account.Total);
            Assert.Equal(account.Total, direction == Direction.Rx ? kernel.Rx : kernel.Tx);
            Assert.All(TrafficClass.All, one =>
                Assert.Equal(plan.Sent(direction, one), account.InFlows[one.Index] + account.Overflow[one.Index]));

            // What the ledger holds is what came in flows.
            var held = reading.Ledger.Dump().Rows.Where(row => row.Direction == direction)
                .Aggregate(default(Count), (sum, row) => sum + new Count(row.Counts.Packets, row.Counts.Bytes));
            Assert.Equal(FlowCoverage.Of(account).InFlows, held);
        }
    }
}
