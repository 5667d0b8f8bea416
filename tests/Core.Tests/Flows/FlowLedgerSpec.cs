using FsCheck.Xunit;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Traffic;
using static NetMonitor.Core.Tests.Flows.FlowExample;

namespace NetMonitor.Core.Tests.Flows;

/// <summary>The laws, over generated histories.</summary>
[Properties(Arbitrary = [typeof(FlowGenerators)])]
public sealed class FlowLedgerSpec
{
    private const int Ample = 10_000;

    [Property]
    public void Ledger_should_hold_and_close_what_a_plain_list_of_all_packets_tells(FlowHistory history, ulong seed)
    {
        var (ledger, closed) = New(Ample, seed);
        var model = new ModelLedger(FlowHistory.Settings(Ample));
        foreach (var round in history.Rounds)
        {
            FlowHistory.Tell(ledger, closed, round);
            model.Tell(round);
            Assert.Equal(model.Rows, ledger.Dump().Rows.ToHashSet());
            Assert.Equal(model.Closed, closed.ToHashSet());
            Assert.Equal(model.Closed.Count, closed.Count);
            Assert.Equal((model.Rows.Count, model.Rows.Count(row => row.IsOpen)), (ledger.View(0).Flows, ledger.View(0).Open));
        }
    }

    [Property]
    public void Ledger_should_not_depend_on_the_order_of_windows_nor_on_which_cpu_counted(FlowHistory history, int deal)
    {
        var random = new Random(deal);
        var (whole, closedWhole) = New(Ample, 1);
        var (dealt, closedDealt) = New(Ample, 2);
        foreach (var round in history.Rounds)
        {
            FlowHistory.Tell(whole, closedWhole, round);
            FlowHistory.Tell(dealt, closedDealt, round.Dealt(random));
            Assert.Equal(whole.Dump().Rows.ToHashSet(), dealt.Dump().Rows.ToHashSet());
            Assert.Equal(closedWhole.ToHashSet(), closedDealt.ToHashSet());
            Assert.Equal(Books(whole), Books(dealt));
            Assert.Equal<FlowRow>(whole.View(5).Top, dealt.View(5).Top);
        }
    }

    [Property]
    public void Sums_should_stay_exact_when_the_ledger_is_full(FlowHistory history, byte room)
    {
        var capacity = (room % 20) + 1;
        var (ledger, closed) = New(capacity, 3);
        var received = new Dictionary<(string Nic, Direction Direction), Count>();
        foreach (var round in history.Rounds)
        {
            FlowHistory.Tell(ledger, closed, round);
            Assert.True(ledger.Count <= capacity);
            foreach (var (nic, sample) in round.Parts.SelectMany(part => part.Samples.Select(sample => (part.Nic, sample))))
            {
                received[(nic, sample.Direction)] = received.GetValueOrDefault((nic, sample.Direction)) + Count(sample.Counts);
            }

            var rows = ledger.Dump().Rows;
            Assert.All(ledger.View(0).Nics, nic => Assert.All(Enum.GetValues<Direction>(), direction =>
            {
                var balance = direction == Direction.Rx ? nic.RxBalance : nic.TxBalance;
                Assert.Equal(rows.Where(row => row.Nic == nic.Nic && row.Direction == direction).Select(row => Count(row.Counts)).Sum(), balance.Held);
                Assert.True(FlowCoverage.Of(nic.Rx + nic.Tx).IsExact);
            }));
        }

        ledger.Advance(At(1_000));
        Assert.Equal(0, ledger.Count);
        Assert.Equal(
            received.OrderBy(pair => pair.Key),
            closed.GroupBy(flow => (flow.Nic, flow.Direction)).ToDictionary(flows => flows.Key, flows => flows.Select(flow => Count(flow.Counts)).Sum())
                .OrderBy(pair => pair.Key));
    }

    [Property]
    public void Flow_should_never_exceed_its_truth(FlowHistory history, byte room)
    {
        var (ledger, closed) = New((room % 20) + 1, 4);
        var truth = new Dictionary<(string, Direction, FlowKey), FlowCounts>();
        foreach (var round in history.Rounds)
        {
            FlowHistory.Tell(ledger, closed, round);
            foreach (var (nic, sample) in round.Parts.SelectMany(part => part.Samples.Select(sample => (part.Nic, sample))))
            {
                truth[(nic, sample.Direction, sample.Key)] = truth.GetValueOrDefault((nic, sample.Direction, sample.Key)).Merge(sample.Counts);
            }

            Assert.All(ledger.Dump().Rows, row =>
            {
                var real = truth[(row.Nic, row.Direction, row.Key)];
                Assert.True(row.Counts.Packets <= real.Packets && row.Counts.Bytes <= real.Bytes);
            });
        }
    }

    [Property]
    public void Top_should_be_the_largest_of_the_dump(FlowHistory history, byte count)
    {
        var (ledger, closed) = New(Ample, 5);
        foreach (var round in history.Rounds)
        {
            FlowHistory.Tell(ledger, closed, round);
            Assert.Equal(
                ledger.Dump().Rows.OrderByDescending(row => row.Counts.Bytes).ThenBy(row => row.Key).ThenBy(row => row.Nic, StringComparer.Ordinal)
                    .ThenBy(row => row.Direction).Take(count % 30),
                ledger.View(count % 30).Top);
        }
    }

    [Property]
    public void Pairs_should_be_the_largest_of_the_dump_and_with_the_others_all_that_is_held(FlowHistory history, byte count)
    {
        var (ledger, closed) = New(Ample, 6);
        var asked = (count % 5) + 1;
        foreach (var round in history.Rounds)
        {
            FlowHistory.Tell(ledger, closed, round);
            var held = ledger.Dump().Rows.GroupBy(row => (row.Nic, row.Direction)).ToDictionary(one => one.Key, one => one.ToList());
            var view = ledger.View(0, asked);
            Assert.Equal(held.Keys.OrderBy(key => key.Nic, StringComparer.Ordinal).ThenBy(key => key.Direction), view.Pairs.Select(one => (one.Nic, one.Direction)));
            Assert.All(view.Pairs, pairs =>
            {
                var rows = held[(pairs.Nic, pairs.Direction)];
                var sums = rows.GroupBy(row => (row.Key.Source, row.Key.Destination))
                    .Select(one => new HostPair(one.Key.Source, one.Key.Destination, one.Select(row => Count(row.Counts)).Sum().Bytes))
                    .OrderByDescending(pair => pair.Bytes).ThenBy(pair => pair.Source).ThenBy(pair => pair.Destination);
                Assert.Equal<HostPair>(sums.Take(asked), pairs.Largest);
                Assert.Equal(rows.Select(row => Count(row.Counts)).Sum().Bytes, pairs.OtherBytes + pairs.Largest.Aggregate(0UL, (sum, pair) => sum + pair.Bytes));
            });
        }
    }

    [Fact]
    public void Nics_should_show_fewer_pairs_when_there_are_many_nics()
    {
        var (ledger, _) = New(Ample, 6);
        for (var nic = 0; nic < 300; nic++)
        {
            using var window = Window($"eth{nic}", 1, Enumerable.Range(1, 6).Select(host =>
                Rx(Key(1) with { Source = HostAddress.IPv4((uint)host) }, Counts((ulong)host, 0, 1))));
            ledger.Fold(window);
        }

        Assert.All(ledger.View(0, 5).Pairs, pairs => Assert.Equal((3, 600UL), (pairs.Largest.Length, pairs.OtherBytes)));
    }

    private static string Books(FlowLedger ledger) => string.Join('\n', ledger.View(0).Nics.Select(nic => $"{nic.Nic} {nic.Flows} {nic.RxBalance} {nic.TxBalance}"));

    private static (FlowLedger Ledger, List<ClosedFlow> Closed) New(int capacity, ulong seed)
    {
        var closed = new List<ClosedFlow>();
        return (new(FlowHistory.Settings(capacity), seed, (in flow) => closed.Add(flow)), closed);
    }

    /// <summary>The rules in their simplest form: everything is looked at each time.</summary>
    private sealed class ModelLedger(FlowLedgerSettings settings)
    {
        private readonly Dictionary<(string Nic, Direction Direction, FlowKey Key), (FlowCounts Closed, FlowCounts Open)> _flows = [];

        public HashSet<ClosedFlow> Closed { get; } = [];

        public HashSet<FlowRow> Rows =>
            [.. _flows.Select(pair => new FlowRow(pair.Key.Nic, pair.Key.Direction, pair.Key.Key, pair.Value.Closed.Merge(pair.Value.Open), !pair.Value.Open.IsEmpty))];

        public void Tell(FlowHistory.Round round)
        {
            foreach (var part in round.Parts)
            {
                foreach (var sample in part.Samples)
                {
                    var key = (part.Nic, sample.Direction, sample.Key);
                    var (closed, open) = _flows.GetValueOrDefault(key);
                    _flows[key] = (closed, open.Merge(sample.Counts));
                }
            }

            foreach (var (key, (closed, open)) in _flows.ToArray())
            {
                var reason = open.IsEmpty ? default(FlowEndReason?)
                    : At(round.Now) - open.Last >= settings.IdleTimeout ? FlowEndReason.IdleTimeout
                    : At(round.Now) - open.First >= settings.ActiveTimeout ? FlowEndReason.ActiveTimeout
                    : null;
                if (reason is { } end)
                {
                    Closed.Add(new(key.Nic, key.Direction, key.Key, open, end));
                    _flows[key] = (closed.Merge(open), default);
                }

                if (_flows[key].Open.IsEmpty && At(round.Now) - _flows[key].Closed.Last >= settings.Retention)
                {
                    _flows.Remove(key);
                }
            }
        }
    }
}
