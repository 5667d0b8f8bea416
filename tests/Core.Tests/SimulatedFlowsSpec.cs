using FsCheck;
using FsCheck.Xunit;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Simulation;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Tests;

[Properties(MaxTest = 20)]
public sealed class SimulatedFlowsSpec
{
    private const int Second = 10;
    private const int Minute = 60 * Second;

    [Property]
    public void Flows_should_have_each_packet_of_the_counters_once(NonNegativeInt seed, byte nic, ushort from, byte windows)
    {
        var counted = SimulatedTraffic.Between(seed.Get, nic, from, from + windows);
        using var window = Flows(seed.Get, nic, from, from + windows);

        foreach (var (account, counters) in new[] { (window.Rx, counted.Rx), (window.Tx, counted.Tx) })
        {
            Assert.Equal(counters.Total, account.Total);
            Assert.Equal<Count>(counters.Classes, account.Classes);
            Assert.Empty(FlowCoverage.Of(account).Differences);
            Assert.Equal(default, FlowCoverage.Of(account).Overflow);
        }
    }

    [Property]
    public void Flows_should_be_the_sum_of_their_parts_however_they_are_cut(NonNegativeInt seed, byte nic, ushort from, byte first, byte second)
    {
        var (cut, to) = (from + first, from + first + second);
        var parts = Counts(seed.Get, nic, from, cut).Concat(Counts(seed.Get, nic, cut, to))
            .GroupBy(flow => flow.Key).ToDictionary(one => one.Key, one => one.Aggregate(default(FlowCounts), (sum, flow) => sum.Merge(flow.Value)));

        Assert.Equal(parts, Counts(seed.Get, nic, from, to));
    }

    [Property]
    public void Flows_should_pass_at_the_end_of_their_window(NonNegativeInt seed, byte nic, ushort from)
    {
        using var window = Flows(seed.Get, nic, from, from + 1);

        foreach (var flow in window.Flows)
        {
            Assert.Equal((new(5 + ((from + 1) * 100_000_000L)), flow.Counts.First), (flow.Counts.First, flow.Counts.Last));
        }
    }

    [Fact]
    public void Flows_should_be_conversations_of_which_some_last_and_both_ends_begin_some()
    {
        var early = Conversations(0);
        var late = Conversations(10 * Minute);

        Assert.InRange(early.Count, 100, 1000);
        Assert.InRange(early.Keys.Intersect(late.Keys).Count(), early.Count / 10, early.Count / 2);
        Assert.True(early.Values.Count(one => !one.Sent.IsEmpty && !one.Answered.IsEmpty) > early.Count * 2 / 3);
        var begun = early.Values.Where(one => one.Evidence == InitiatorEvidence.BareSyn).Select(one => one.Key.Source).ToList();
        Assert.Contains(HostAddress.IPv4(0xc000_0201), begun);
        Assert.Contains(begun, source => source != HostAddress.IPv4(0xc000_0201));
    }

    /// <summary>Half of a minute's packets are of a tenth of its conversations.</summary>
    [Fact]
    public void Few_conversations_should_have_most_packets()
    {
        var packets = Conversations(0).Values.Select(one => one.Both.Packets).OrderDescending().ToList();

        Assert.True(packets.Take(packets.Count / 10).Sum(some => (long)some) * 2 > packets.Sum(some => (long)some));
    }

    [Fact]
    public void Nics_should_have_other_addresses() =>
        Assert.Empty(Counts(1, 0, 0, Second).Keys.Select(flow => flow.Key).Intersect(Counts(1, 1, 0, Second).Keys.Select(flow => flow.Key)));

    private static Dictionary<FlowKey, Conversation> Conversations(long from)
    {
        using var window = Flows(1, 0, from, from + Minute);
        var ledger = new FlowLedger(new(100_000, TimeSpan.FromDays(1), TimeSpan.FromDays(1), TimeSpan.FromDays(1)), 1);
        ledger.Fold(window);
        return Conversation.Of(ledger.Dump()).ToDictionary(one => one.Key);
    }

    private static Dictionary<(Direction Direction, FlowKey Key), FlowCounts> Counts(int seed, int nic, long from, long to)
    {
        using var window = Flows(seed, nic, from, to);
        var counts = new Dictionary<(Direction, FlowKey), FlowCounts>();
        foreach (var flow in window.Flows)
        {
            counts.Add((flow.Direction, flow.Key), flow.Counts);
        }

        return counts;
    }

    private static FlowWindow Flows(int seed, int nic, long from, long to) =>
        SimulatedFlows.Between("sim0", new MonotonicTime(0), new MonotonicTime(5), seed, nic, from, to);
}
