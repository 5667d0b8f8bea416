using NetMonitor.Core.Flows;
using NetMonitor.Core.Traffic;
using static NetMonitor.Core.Tests.Flows.FlowExample;

namespace NetMonitor.Core.Tests.Flows;

/// <summary>The rules one by one. Timeouts: idle 5 s, active 10 s, retention 20 s.</summary>
public sealed class FlowLedgerExampleSpec
{
    private readonly List<ClosedFlow> _closed = [];

    [Fact]
    public void Idle_flow_should_be_closed_once_and_stay_until_the_retention_is_over()
    {
        var ledger = Ledger(10);
        Fold(ledger, "eth0", 1, Rx(Key(1), Counts(3, 0, 1)));
        ledger.Advance(At(5.9));
        Assert.Empty(_closed);
        ledger.Advance(At(6));
        ledger.Advance(At(20.9));
        Assert.Equal([new("eth0", Direction.Rx, Key(1), Counts(3, 0, 1), FlowEndReason.IdleTimeout)], _closed);
        Assert.Equal<FlowRow>([new("eth0", Direction.Rx, Key(1), Counts(3, 0, 1), IsOpen: false)], ledger.Dump().Rows);
        ledger.Advance(At(21));
        Assert.Empty(ledger.Dump().Rows);
        Assert.Single(_closed);
    }

    [Fact]
    public void Lasting_flow_should_be_closed_in_parts_and_shown_as_a_whole()
    {
        var ledger = Ledger(10);
        for (var second = 1; second <= 12; second++)
        {
            Fold(ledger, "eth0", second, Rx(Key(1), Counts(2, second - 1, second)));
            ledger.Advance(At(second));
        }

        Assert.Equal([new("eth0", Direction.Rx, Key(1), Counts(20, 0, 10), FlowEndReason.ActiveTimeout)], _closed);
        Assert.Equal<FlowRow>([new("eth0", Direction.Rx, Key(1), Counts(24, 0, 12), IsOpen: true)], ledger.Dump().Rows);
        ledger.Advance(At(17));
        Assert.Equal(new("eth0", Direction.Rx, Key(1), Counts(4, 10, 12), FlowEndReason.IdleTimeout), _closed[^1]);
        Assert.Equal(2, _closed.Count);
        Assert.Equal(1, ledger.View(0).Opened);
    }

    [Fact]
    public void Late_window_should_open_a_flow_again_that_was_closed_by_then()
    {
        var ledger = Ledger(10);
        Fold(ledger, "eth0", 2, Rx(Key(1), Counts(3, 1, 2)));
        ledger.Advance(At(7));
        Fold(ledger, "eth0", 1, Rx(Key(1), Counts(1, 0, 1)));
        Assert.Equal<FlowRow>([new("eth0", Direction.Rx, Key(1), Counts(4, 0, 2), IsOpen: true)], ledger.Dump().Rows);
        ledger.Advance(At(7.1));
        Assert.Equal([(3ul, FlowEndReason.IdleTimeout), (1ul, FlowEndReason.IdleTimeout)], _closed.Select(flow => (flow.Counts.Packets, flow.Reason)));
    }

    [Fact]
    public void Window_later_than_the_retention_should_be_closed_and_booked_all_the_same()
    {
        var ledger = Ledger(10);
        ledger.Advance(At(100));
        Fold(ledger, "eth0", 1, Rx(Key(1), Counts(1, 0, 1)));
        Assert.Equal(1, ledger.Count);
        ledger.Advance(At(101));
        Assert.Equal(0, ledger.Count);
        Assert.Equal(new(new(1, 100), default, new(1, 100)), ledger.View(0).Nics.Single().RxBalance);
        Assert.Single(_closed);
    }

    [Fact]
    public void Time_should_not_go_back()
    {
        var ledger = Ledger(10);
        Fold(ledger, "eth0", 1, Rx(Key(1), Counts(3, 0, 1)));
        ledger.Advance(At(3));
        ledger.Advance(At(2));
        Assert.Equal(At(3), ledger.View(0).At);
    }

    [Fact]
    public void Smallest_should_fold_when_the_ledger_is_full_and_of_several_the_longest_silent_then_the_greatest_key()
    {
        var ledger = Ledger(4);
        Fold(ledger, "eth0", 9, Rx(Key(1), Counts(1, 0, 8)), Rx(Key(2), Counts(2, 0, 1)), Rx(Key(3), Counts(1, 0, 7)), Rx(Key(4), Counts(1, 0, 7)));
        Fold(ledger, "eth0", 9, Rx(Key(5), Counts(9, 0, 9)));
        Assert.Equal([1, 2, 3, 5], Ports(ledger));
        Fold(ledger, "eth0", 9, Rx(Key(6), Counts(9, 0, 9)));
        Assert.Equal([1, 2, 5, 6], Ports(ledger));
        Fold(ledger, "eth0", 9, Rx(Key(7), Counts(9, 0, 9)));
        Assert.Equal([2, 5, 6, 7], Ports(ledger));
        Assert.All(_closed, flow => Assert.Equal(FlowEndReason.LackOfResources, flow.Reason));
        Assert.Equal([4, 3, 1], _closed.Select(flow => (int)flow.Key.SourcePort));
        Assert.Equal(new(new(32, 3_200), new(3, 300), default), ledger.View(0).Nics.Single().RxBalance);
        Assert.Equal((3, 7), (ledger.View(0).Folded, ledger.View(0).Opened));
    }

    [Fact]
    public void Large_ledger_should_make_room_for_an_eighth_of_itself_at_once()
    {
        var ledger = Ledger(800);
        Fold(ledger, "eth0", 1, Enumerable.Range(1, 801).Select(port => Rx(Key(port), Counts((ulong)port, 0, 1))));
        Assert.Equal(701, ledger.Count);
        Assert.Equal(Enumerable.Range(101, 701), Ports(ledger));
        Assert.Equal(new(5_050, 505_000), ledger.View(0).Nics.Single().RxBalance.Other);
    }

    /// <summary>With an index half full, where many flows stand away from their place, and half of them go.</summary>
    [Fact]
    public void Every_flow_should_be_found_again_when_others_were_forgotten()
    {
        for (var seed = 0UL; seed < 20; seed++)
        {
            var ledger = new FlowLedger(FlowHistory.Settings(1_024), seed);
            Fold(ledger, "eth0", 1, Enumerable.Range(0, 1_024).Select(port => Rx(Key(port), Counts(1, 0, port % 2 == 0 ? 1 : 10))));
            ledger.Advance(At(21));
            Assert.Equal(512, ledger.Count);
            Fold(ledger, "eth0", 22, Enumerable.Range(0, 512).Select(half => Rx(Key((2 * half) + 1), Counts(1, 21, 22))));
            Assert.Equal((512, 1_024), (ledger.Count, ledger.View(0).Opened));
            Assert.All(ledger.Dump().Rows, row => Assert.Equal(2ul, row.Counts.Packets));
        }
    }

    [Fact]
    public void Flow_should_be_closed_in_time_when_another_one_gave_way()
    {
        var ledger = Ledger(3);
        Fold(ledger, "eth0", 9, Rx(Key(1), Counts(1, 9, 9)), Rx(Key(2), Counts(5, 9, 9)), Rx(Key(3), Counts(5, 0, 1)));
        Fold(ledger, "eth0", 9, Rx(Key(4), Counts(9, 9, 9)));
        ledger.Advance(At(10));
        Assert.Equal([(1, FlowEndReason.LackOfResources), (3, FlowEndReason.IdleTimeout)], _closed.Select(flow => ((int)flow.Key.SourcePort, flow.Reason)));
    }

    [Fact]
    public void Folded_flows_should_be_forgotten_between_one_and_two_retentions_later()
    {
        var ledger = Ledger(1);
        ledger.Advance(At(1));
        Fold(ledger, "eth0", 2, Rx(Key(1), Counts(1, 0, 1)), Rx(Key(2), Counts(2, 0, 2)));
        ledger.Advance(At(21));
        Assert.Equal(new(1, 100), ledger.View(0).Nics.Single().RxBalance.Other);
        ledger.Advance(At(40.9));
        Assert.Equal(new(1, 100), ledger.View(0).Nics.Single().RxBalance.Other);
        Assert.False(ledger.Dump().Folded.IsNothing);
        Fold(ledger, "eth0", 40, Rx(Key(1), Counts(1, 39, 40)));
        ledger.Advance(At(41));
        Assert.Equal(new(new(4, 400), default, new(3, 300)), ledger.View(0).Nics.Single().RxBalance);
        Assert.True(ledger.Dump().Folded.IsNothing);
    }

    [Fact]
    public void Gone_nic_should_take_nothing_away_until_its_last_flow_is_forgotten()
    {
        var ledger = Ledger(10);
        Fold(ledger, "eth0", 1, Rx(Key(1), Counts(3, 0, 1)));
        for (var second = 2; second <= 20; second++)
        {
            Fold(ledger, "eth1", second, Rx(Key(1), Counts(1, second - 1, second)));
            ledger.Advance(At(second));
            Assert.Equal(["eth0", "eth1"], ledger.View(0).Nics.Select(nic => nic.Nic));
            Assert.Equal(2, ledger.Count);
        }

        for (var second = 21; second <= 42; second++)
        {
            Fold(ledger, "eth1", second, Rx(Key(1), Counts(1, second - 1, second)));
            ledger.Advance(At(second));
        }

        Assert.Equal(["eth1"], ledger.View(0).Nics.Select(nic => nic.Nic));
        Fold(ledger, "eth2", 43, Rx(Key(2), Counts(1, 42, 43)));
        Fold(ledger, "eth0", 43, Rx(Key(1), Counts(1, 42, 43)));
        Assert.Equal(["eth0 1", "eth1 1", "eth2 1"], ledger.View(0).Nics.Select(nic => $"{nic.Nic} {nic.Flows}"));
        Assert.Equal(["eth0", "eth1", "eth2"], ledger.Dump().Rows.Select(row => row.Nic).Order());
    }

    [Fact]
    public void Quiet_nic_should_stay_as_long_as_its_windows_come()
    {
        var ledger = Ledger(10);
        for (var second = 0; second <= 100; second += 10)
        {
            Fold(ledger, "eth0", second);
            ledger.Advance(At(second));
            Assert.Single(ledger.View(0).Nics);
        }

        ledger.Advance(At(130));
        Assert.Empty(ledger.View(0).Nics);
    }

    [Fact]
    public void Flows_should_go_along_when_nics_swap_their_names()
    {
        var ledger = Ledger(10);
        Fold(ledger, "eth0", 1, Rx(Key(1), Counts(1, 0, 1)));
        Fold(ledger, "eth1", 1, Rx(Key(2), Counts(2, 0, 1)));
        ledger.Rename([("eth0", "eth1"), ("eth1", "eth0"), ("eth7", "eth8")]);
        Fold(ledger, "eth1", 2, Rx(Key(1), Counts(1, 1, 2)));
        Assert.Equal(["eth0 2 2", "eth1 1 2"], ledger.Dump().Rows.Select(row => $"{row.Nic} {row.Key.SourcePort} {row.Counts.Packets}").Order());
    }

    [Fact]
    public void Window_should_be_folded_under_the_name_that_its_nic_has_now()
    {
        var ledger = Ledger(10);
        using var window = Window("eth0", 1, Rx(Key(1), Counts(3, 0, 1)));
        ledger.Fold(window, "lan0");
        Assert.Equal("lan0", ledger.Dump().Rows.Single().Nic);
        Assert.Equal(["lan0"], ledger.View(0).Nics.Select(nic => nic.Nic));
    }

    /// <summary>Where the last one was, its packets still stand.</summary>
    [Fact]
    public void Flow_should_be_found_when_others_of_its_window_made_room_and_moved_it()
    {
        var ledger = Ledger(16);
        Fold(ledger, "eth0", 1, Enumerable.Range(1, 16).Select(port => Rx(Key(port), Counts((ulong)port, 0, 1))));
        Fold(ledger, "eth0", 1, Rx(Key(100), Counts(50, 0, 1)), Rx(Key(16), Counts(1, 0, 1)));
        Assert.Equal(17UL, Assert.Single(ledger.Dump().Rows, row => row.Key == Key(16)).Counts.Packets);
        Assert.Equal(15, ledger.Count);
    }

    [Fact]
    public void Half_a_window_should_not_stay_when_folding_it_fails_and_all_sums_be_exact()
    {
        var fails = true;
        var ledger = new FlowLedger(
            FlowHistory.Settings(4), 1, (in flow) => _ = fails ? throw new InvalidOperationException("full") : 0);
        Fold(ledger, "eth1", 1, Rx(Key(9), Counts(9, 0, 1)));
        Assert.Throws<InvalidOperationException>(() => Fold(ledger, "eth0", 1, Enumerable.Range(1, 6).Select(port => Rx(Key(port), Counts(1, 0, 1)))));
        Assert.Empty(ledger.Dump().Rows);
        AssertBooked(ledger, ("eth0", 6, 0, 6), ("eth1", 9, 0, 9));

        fails = false;
        Fold(ledger, "eth0", 2, Enumerable.Range(1, 6).Select(port => Rx(Key(port), Counts(2, 1, 2))));
        Assert.Equal(4, ledger.Count);
        AssertBooked(ledger, ("eth0", 18, 8, 6), ("eth1", 9, 0, 9));
        ledger.Advance(At(100));
        AssertBooked(ledger, ("eth0", 18, 0, 14));
    }

    [Fact]
    public void All_flows_should_be_forgotten_when_closing_one_fails()
    {
        var ledger = new FlowLedger(FlowHistory.Settings(10), 1, (in _) => throw new InvalidOperationException("full"));
        Fold(ledger, "eth0", 1, Rx(Key(1), Counts(3, 0, 1)), Rx(Key(2), Counts(3, 0, 5)));
        Assert.Throws<InvalidOperationException>(() => ledger.Advance(At(6)));
        Assert.Equal((0, 0), (ledger.View(0).Flows, ledger.View(0).Open));
        AssertBooked(ledger, ("eth0", 6, 0, 6));
        ledger.Advance(At(30));
        Assert.True(ledger.IsEmpty);
    }

    [Fact]
    public void Views_should_not_change_when_the_ledger_does()
    {
        var ledger = Ledger(10);
        Fold(ledger, "eth0", 1, Rx(Key(1), Counts(3, 0, 1)));
        var (view, dump) = (ledger.View(1), ledger.Dump());
        Fold(ledger, "eth0", 2, Rx(Key(1), Counts(5, 1, 2)));
        Assert.Equal((3ul, 3ul, 3ul), (view.Top.Single().Counts.Packets, dump.Rows.Single().Counts.Packets, view.Nics.Single().RxBalance.Received.Packets));
    }

    [Fact]
    public void Dump_should_have_only_what_matches()
    {
        var ledger = Ledger(10);
        Fold(ledger, "eth0", 1, Rx(Key(1), Counts(3, 0, 1)), Rx(Key(2), Counts(3, 0, 1)));
        Assert.True(FlowFilter.TryParse("sport=2", out var filter, out _));
        Assert.Equal([2], ledger.Dump(filter).Rows.Select(row => (int)row.Key.SourcePort));
    }

    /// <summary>What a window allocates (its account) does not grow with its flows.</summary>
    [Fact]
    public void Known_flows_should_cost_no_allocation()
    {
        var ledger = Ledger(10_000);
        using var few = Window("eth0", 1, Enumerable.Range(0, 10).Select(port => Rx(Key(port), Counts(1, 0, 1))));
        using var many = Window("eth0", 1, Enumerable.Range(0, 5_000).Select(port => Rx(Key(port), Counts(1, 0, 1))));
        ledger.Fold(many);
        ledger.Advance(At(1));
        Assert.Equal(Allocated(_ => ledger.Fold(few)), Allocated(_ => ledger.Fold(many)));
        Assert.Equal(0, Allocated(round => ledger.Advance(At(2 + (round / 10.0)))));
    }

    [Theory]
    [InlineData(0, 20, 10, 5)]
    [InlineData(1, 4, 10, 5)]
    [InlineData(1, 20, 0, 5)]
    [InlineData(1, 20, 10, 0)]
    public void Settings_should_be_refused_when_nothing_could_keep_them(int capacity, int retention, int active, int idle) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new FlowLedgerSettings(
            capacity, TimeSpan.FromSeconds(retention), TimeSpan.FromSeconds(active), TimeSpan.FromSeconds(idle)));

    /// <summary>The least of several rounds: the first ones allocate what is made once.</summary>
    private static long Allocated(Action<int> act) => Enumerable.Range(0, 10).Min(round =>
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        act(round);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    });

    /// <summary>Received, held and forgotten packets of each NIC that came in.</summary>
    private static void AssertBooked(FlowLedger ledger, params (string Nic, ulong Received, ulong Held, ulong Forgotten)[] nics) => Assert.Equal(
        nics,
        ledger.View(0).Nics.Select(nic =>
            (nic.Nic, nic.RxBalance.Received.Packets, nic.RxBalance.Held.Packets, nic.RxBalance.Forgotten.Packets)));

    private static IEnumerable<int> Ports(FlowLedger ledger) => ledger.Dump().Rows.Select(row => (int)row.Key.SourcePort).Order();

    private static void Fold(FlowLedger ledger, string nic, double closedAt, params IEnumerable<FlowSample> samples)
    {
        using var window = Window(nic, closedAt, samples);
        ledger.Fold(window);
    }

    private FlowLedger Ledger(int capacity) => new(FlowHistory.Settings(capacity), 1, (in flow) => _closed.Add(flow));
}
