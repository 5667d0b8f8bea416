using NetMonitor.Core.Flows;
using NetMonitor.Core.Traffic;
using NetMonitor.Engine.Capture;
using Xunit.Abstractions;

namespace NetMonitor.Lab.Tests.Flows;

/// <summary>Total = sum over classes = sum over flows + overflow, for each direction and window, when there are far more flows than slots.</summary>
public class IdentitySpec(ITestOutputHelper output)
{
    private const long Packets = 4_000_000;
    private const int Slots = 65_536;

    private static readonly int[] Senders = [.. Cpus.Allowed.Take(4)];

    [BpfTheory("ip", "tc")]
    [InlineData(ModePolicy.Native)]
    [InlineData(ModePolicy.Tc)]
    public void Nothing_should_be_missing_when_the_reader_is_slow(ModePolicy mode)
    {
        using var bench = new FlowBench(mode, new(true, Slots, 1 << 20, TimeSpan.Zero, 256 << 20));
        var flows = Draw();
        bench.Run(Loads(flows), packetsPerWindow: Packets / 10, unread: Packets / 4);

        Assert.InRange(bench.Reading.Windows, 4, 12);
        Check(bench, mode, flows);
    }

    [BpfTheory("ip", "tc")]
    [InlineData(ModePolicy.Tcx)]
    public void Nothing_should_be_missing_when_the_ring_is_full_all_the_time(ModePolicy mode)
    {
        // The smallest that a kernel with pages of 64 KB takes; nobody drains it until the end.
        using var bench = new FlowBench(mode, new(true, Slots, 1 << 16, TimeSpan.Zero, 256 << 20));
        var flows = Draw();
        bench.Run(Loads(flows), packetsPerWindow: Packets, unread: Packets);

        Assert.InRange(bench.Reading.Windows, 1, 2);
        Check(bench, mode, flows);
    }

    private (RandomFlows Rx, RandomFlows Tx)[] Draw()
    {
        var seed = (ulong)Random.Shared.NextInt64();
        output.WriteLine($"seed {seed}");
        var share = Packets / Senders.Length / 2;
        return [.. Senders.Select((_, place) => (new RandomFlows(seed + (ulong)(2 * place), share), new RandomFlows(seed + (ulong)(2 * place) + 1, share)))];
    }

    private static SenderLoad[] Loads((RandomFlows Rx, RandomFlows Tx)[] flows) =>
        [.. flows.Select((one, place) => new SenderLoad(Senders[place], one.Rx, one.Tx))];

    private void Check(FlowBench bench, ModePolicy mode, (RandomFlows Rx, RandomFlows Tx)[] flows)
    {
        var reading = bench.Reading;
        var kernel = bench.Kernel(mode);
        Assert.Empty(reading.Broken);
        foreach (var direction in Enum.GetValues<Direction>())
        {
            var account = reading[direction];
            var coverage = FlowCoverage.Of(account);
            output.WriteLine($"{reading.Windows} windows, {direction}: {coverage.Total} packets, {coverage.PacketRatio:p1} of them in flows, {coverage.Overflow} overflow");

            // More than there is room for in the table and the ring: the spec would be of no use without.
            Assert.NotEqual(default, coverage.Overflow);
            Assert.NotEqual(default, coverage.InFlows);
            Assert.Equal(coverage.Overflow, account.OverflowBy(OverflowReason.RingFull));
            Assert.Equal(coverage.Total, direction == Direction.Rx ? kernel.Rx : kernel.Tx);
            Assert.Equal(coverage.Total, (direction == Direction.Rx ? reading.Counters.Rx : reading.Counters.Tx).Total);
            Assert.All(TrafficClass.All, one => Assert.Equal(
                flows.Aggregate(default(Count), (sum, source) => sum + (direction == Direction.Rx ? source.Rx : source.Tx).Sent(one)),
                account.Classes[one.Index]));

            // The ledger has room for fewer: the rest is in its other.
            var nic = Assert.Single(reading.Ledger.View(0).Nics);
            var balance = direction == Direction.Rx ? nic.RxBalance : nic.TxBalance;
            Assert.Equal(coverage.InFlows, balance.Received);
            Assert.Equal(default, balance.Forgotten);
            Assert.Equal(coverage.InFlows, Held(reading, direction) + balance.Other);
        }
    }

    private static Count Held(FlowReading reading, Direction direction) =>
        reading.Ledger.Dump().Rows.Where(row => row.Direction == direction)
            .Aggregate(default(Count), (sum, row) => sum + new Count(row.Counts.Packets, row.Counts.Bytes));
}
