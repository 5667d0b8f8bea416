using System.Collections.Immutable;
using FsCheck.Xunit;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Traffic;
using static NetMonitor.Core.Tests.Flows.FlowExample;

namespace NetMonitor.Core.Tests.Flows;

[Properties(Arbitrary = [typeof(FlowGenerators)])]
public sealed class FlowWindowSpec
{
    private static readonly TrafficClass Tcp = TrafficClass.Of("tcp", IpVersion.V4);
    private static readonly TrafficClass Arp = TrafficClass.Of("arp", IpVersion.None);

    [Property]
    public void Account_should_add_up_when_every_packet_was_counted_once(FlowHistory history, byte overflowing)
    {
        foreach (var part in history.Rounds.SelectMany(round => round.Parts))
        {
            var samples = part.Samples.Index().ToLookup(item => (item.Index + overflowing) % 3 == 0, item => item.Item);
            using var window = Window(part.Nic, part.ClosedAt, samples[false]);
            foreach (var direction in Enum.GetValues<Direction>())
            {
                var account = Overflowed(window[direction], [.. samples[true].Where(sample => sample.Direction == direction)]);
                var coverage = FlowCoverage.Of(account);
                Assert.True(coverage.IsExact, string.Join(", ", coverage.Differences));
                Assert.Equal(coverage.Total, coverage.InFlows + coverage.Overflow + coverage.WithoutFlow);
                Assert.Equal(samples[true].Where(sample => sample.Direction == direction).Select(sample => Count(sample.Counts)).Sum(), coverage.Overflow);
                Assert.Equal(new(7, 420), coverage.WithoutFlow);
            }
        }
    }

    [Fact]
    public void Each_check_should_name_what_differs_and_by_how_much()
    {
        using var window = Window("eth0", 1, Rx(Key(1), Counts(5, 0, 1)));
        var good = Overflowed(window.Rx, [Rx(Key(2), Counts(2, 0, 1))]);
        Assert.Empty(FlowCoverage.Of(good).Differences);

        Assert.Equal(
            [new(FlowCheck.TotalWithClasses, null, 1, 0)],
            FlowCoverage.Of(good with { Total = good.Total + new Count(1, 0) }).Differences.ToArray());
        Assert.Equal(
            [new(FlowCheck.ClassWithFlows, Tcp, 0, -60)],
            FlowCoverage.Of(good with { InFlows = Plus(good.InFlows, Tcp.Index, new(0, 60)) }).Differences.ToArray());
        Assert.Equal(
            [new(FlowCheck.ClassWithFlows, Arp, -1, -60)],
            FlowCoverage.Of(good with { InFlows = Plus(good.InFlows, Arp.Index, new(1, 60)) }).Differences.ToArray());
        Assert.Equal(
            [new(FlowCheck.OverflowWithReasons, null, -1, -60)],
            FlowCoverage.Of(good with { OverflowReasons = Plus(good.OverflowReasons, 1, new(1, 60)) }).Differences.ToArray());
    }

    [Fact]
    public void Differences_of_classes_should_not_make_up_for_each_other()
    {
        using var window = Window("eth0", 1, Rx(Key(1), Counts(5, 0, 1)));
        var udp = TrafficClass.Of("udp", IpVersion.V4);
        var moved = window.Rx with { Classes = [.. window.Rx.Classes.SetItem(Tcp.Index, new(4, 400)).SetItem(udp.Index, new(1, 100))] };
        Assert.Equal([new(FlowCheck.ClassWithFlows, Tcp, -1, -100), new(FlowCheck.ClassWithFlows, udp, 1, 100)], FlowCoverage.Of(moved).Differences.ToArray());
    }

    [Fact]
    public void Ratio_should_be_of_what_has_a_flow()
    {
        using var window = Window("eth0", 1, Rx(Key(1), Counts(6, 0, 1)));
        var coverage = FlowCoverage.Of(Overflowed(window.Rx, [Rx(Key(2), Counts(2, 0, 1))]));
        Assert.Equal((0.75, 0.75), (coverage.PacketRatio, coverage.ByteRatio));
        Assert.Equal((1, 1), (FlowCoverage.Of(FlowAccount.Empty).PacketRatio, FlowCoverage.Of(FlowAccount.Empty).ByteRatio));
        Assert.Equal(new(2, 200), Overflowed(window.Rx, [Rx(Key(2), Counts(2, 0, 1))]).OverflowBy(OverflowReason.RingFull));
    }

    [Fact]
    public void Builder_should_be_as_new_when_a_window_was_closed()
    {
        var builder = new FlowWindowBuilder();
        for (var port = 0; port < 1_000; port++)
        {
            builder.Add(Direction.Tx, Key(port), Counts(1, 0, 1));
        }

        builder.Add(Direction.Rx, Key(1), default);
        using var first = builder.Close("eth0", At(1), FlowAccount.Empty, FlowAccount.Empty);
        builder.Add(Direction.Rx, Key(5), Counts(3, 1, 2));
        using var second = builder.Close("eth1", At(2), FlowAccount.Empty, FlowAccount.Empty);

        Assert.Equal(Enumerable.Range(0, 1_000), first.Flows.ToArray().Select(flow => (int)flow.Key.SourcePort));
        Assert.Equal((default, new Count(1_000, 100_000)), (first.Rx.InFlows[Tcp.Index], first.Tx.InFlows[Tcp.Index]));
        Assert.Equal([Rx(Key(5), Counts(3, 1, 2))], second.Flows.ToArray());
        Assert.Equal((new Count(3, 300), default), (second.Rx.InFlows[Tcp.Index], second.Tx.InFlows[Tcp.Index]));
    }

    [Fact]
    public void Window_should_keep_its_account_and_lend_nothing_when_disposed()
    {
        var window = Window("eth0", 1, Rx(Key(1), Counts(6, 0, 1)));
        window.Dispose();
        window.Dispose();
        Assert.True(window.Flows.IsEmpty);
        Assert.Equal(new(6, 600), window.Rx.Total);
    }

    /// <summary>As if these flows had found no room, and seven ARP packets had come.</summary>
    private static FlowAccount Overflowed(FlowAccount account, FlowSample[] samples)
    {
        foreach (var sample in samples)
        {
            var (index, count) = (IpProtocol.Class(sample.Key.Protocol, sample.Key.Version).Index, Count(sample.Counts));
            account = account with
            {
                Total = account.Total + count,
                Classes = Plus(account.Classes, index, count),
                Overflow = Plus(account.Overflow, index, count),
                OverflowReasons = Plus(account.OverflowReasons, (int)OverflowReason.RingFull, count),
            };
        }

        return account with { Total = account.Total + new Count(7, 420), Classes = Plus(account.Classes, Arp.Index, new(7, 420)) };
    }

    private static ImmutableArray<Count> Plus(ImmutableArray<Count> counts, int index, Count count) =>
        counts.SetItem(index, counts[index] + count);
}
