using NetMonitor.Core.Flows;
using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Readers;
using NetMonitor.Native.Abi;
using NetMonitor.Native.Bpf;

namespace NetMonitor.Engine.Tests.Readers;

public sealed class BpfFlowReaderSpec
{
    private const int Udp = (int)NmClass.V4 + (int)NmProtocol.Udp;

    private readonly ScriptedBanks _kernel = new();
    private readonly BpfFlowReader _reader;

    public BpfFlowReaderSpec() => _reader = new BpfFlowReader(_kernel, () => new JiffiesScale(0, 0, 1_000_000), TimeSpan.Zero);

    [Fact]
    public void Table_should_not_be_looked_at_when_nothing_was_counted()
    {
        using var first = Take(0);
        Assert.Null(Take(0));
        Assert.Equal((0, 0), (_kernel.Drained, _kernel.Looked));
    }

    [Theory]
    [InlineData(9_999_999_900, false)]
    [InlineData(10_000_000_000, true)]
    public void Nic_should_tell_of_nothing_at_first_and_when_it_was_silent_for_long(long later, bool tells)
    {
        using var first = Take(0, at: 1);
        using var second = Take(1, at: 1 + later);
        Assert.Equal((true, tells), (IsEmpty(first), IsEmpty(second)));

        static bool IsEmpty(FlowWindow? window) =>
            window is not null && window.Flows.IsEmpty && window.Rx == FlowAccount.Empty && window.Tx == FlowAccount.Empty;
    }

    [Fact]
    public void Table_should_not_be_looked_at_when_no_packet_has_a_flow()
    {
        Count(ref _kernel.Counted[0, 0].Classes[(int)NmClass.Arp], 7);
        Count(ref _kernel.Counted[0, 0].Total, 7);

        using var window = Take(0)!;
        Assert.Equal(7UL, window.Rx.Total.Packets);
        Assert.Empty(FlowCoverage.Of(window.Rx).Differences);
        Assert.Equal((0, 0), (_kernel.Drained, _kernel.Looked));
        Assert.Null(Take(0));
    }

    [Fact]
    public void Evicted_flows_of_the_open_bank_should_wait_for_their_own_window()
    {
        _kernel.Evict(bank: 0, packets: 3);
        _kernel.Evict(bank: 1, packets: 5);
        _kernel.Put(bank: 0, packets: 11);

        using var first = Take(0)!;
        Assert.Equal([3UL, 11UL], Packets(first));
        Assert.Empty(FlowCoverage.Of(first.Rx).Differences);

        _kernel.Put(bank: 1, packets: 2);
        using var second = Take(1)!;
        Assert.Equal([5UL, 2UL], Packets(second));
        Assert.Empty(FlowCoverage.Of(second.Rx).Differences);
    }

    [Fact]
    public void Bank_should_be_taken_later_as_a_whole_when_the_ring_is_being_written_to()
    {
        _kernel.Evict(bank: 0, packets: 3);
        _kernel.Put(bank: 0, packets: 11);
        _kernel.IsBusy = true;
        Assert.Null(Take(0));
        Assert.Equal(0, _kernel.Looked);

        _kernel.IsBusy = false;
        _kernel.Evict(bank: 0, packets: 5);
        using var window = Take(0)!;
        Assert.Equal([3UL, 5UL, 11UL], Packets(window));
        Assert.Empty(FlowCoverage.Of(window.Rx).Differences);
    }

    [Fact]
    public void Bank_should_be_taken_as_rarely_as_was_told_and_then_as_a_whole()
    {
        _kernel.Put(bank: 0, packets: 3);
        using var first = Take(0, at: 1_000_000_000)!;
        _reader.Lengthen(TimeSpan.FromSeconds(8));
        _kernel.Put(bank: 0, packets: 5);
        Assert.Null(Take(0, at: 8_999_999_900));
        _kernel.Put(bank: 0, packets: 7);

        using var second = Take(0, at: 9_000_000_000)!;
        Assert.Equal([5UL, 7UL], Packets(second));
        Assert.Empty(FlowCoverage.Of(second.Rx).Differences);
        _reader.Lengthen(TimeSpan.Zero);
        _kernel.Put(bank: 0, packets: 11);
        using var third = Take(0, at: 9_000_000_100);
        Assert.Equal([11UL], Packets(third!));
    }

    [Fact]
    public void Rest_should_be_that_of_both_banks()
    {
        _kernel.Evict(bank: 1, packets: 3);
        _kernel.Put(bank: 0, packets: 5);
        _kernel.Put(bank: 1, packets: 7);

        using var window = _reader.TakeRest("eth0", new MonotonicTime(1), _kernel.Counted)!;
        Assert.Equal([3UL, 5UL, 7UL], Packets(window).Order());
        Assert.Empty(FlowCoverage.Of(window.Rx).Differences);
        Assert.Null(_reader.TakeRest("eth0", new MonotonicTime(1), _kernel.Counted));
    }

    [Fact]
    public void Flows_of_programs_that_are_no_more_should_come_with_their_banks()
    {
        _kernel.Put(bank: 0, packets: 3);
        Take(0)!.Dispose();
        _kernel.Put(bank: 0, packets: 5);
        _kernel.Evict(bank: 1, packets: 7);
        var next = new ScriptedBanks();
        _reader.Carry(_kernel, _kernel.Counted, wereOurs: true);
        _reader.Continue(next);
        next.Put(bank: 0, packets: 11);

        using var first = _reader.Take("eth0", 0, new MonotonicTime(2), next.Counted)!;
        using var second = _reader.Take("eth0", 1, new MonotonicTime(3), next.Counted)!;
        Assert.Equal([5UL, 11UL], Packets(first));
        Assert.Equal([7UL], Packets(second));
        Assert.All([first.Rx, second.Rx], account => Assert.Empty(FlowCoverage.Of(account).Differences));
        Assert.Null(_reader.Take("eth0", 0, new MonotonicTime(4), next.Counted));
    }

    [Fact]
    public void Flows_of_programs_that_were_there_for_a_moment_should_come_too()
    {
        var refused = new ScriptedBanks();
        refused.Put(bank: 0, packets: 3);
        _kernel.Put(bank: 0, packets: 5);
        Take(0)!.Dispose();
        _reader.Carry(refused, refused.Counted, wereOurs: false);
        _kernel.Put(bank: 0, packets: 7);

        using var window = Take(0)!;
        Assert.Equal([3UL, 7UL], Packets(window));
        Assert.Empty(FlowCoverage.Of(window.Rx).Differences);
    }

    private FlowWindow? Take(int bank, long at = 1) => _reader.Take("eth0", bank, new MonotonicTime(at), _kernel.Counted);

    private static List<ulong> Packets(FlowWindow window)
    {
        var packets = new List<ulong>();
        foreach (var flow in window.Flows)
        {
            packets.Add(flow.Counts.Packets);
        }

        return packets;
    }

    private static void Count(ref NmCounter counter, ulong packets)
    {
        counter.Packets += packets;
        counter.Bytes += 60 * packets;
    }

    private sealed class ScriptedBanks : IFlowBanks
    {
        private readonly List<NmFlow>[] _tables = [[], []];
        private readonly List<(int Bank, NmFlow Flow)> _ring = [];

        public NmCounters[,] Counted { get; } = new NmCounters[(int)NmLimit.Directions, (int)NmLimit.Banks];

        public bool IsBusy { get; set; }

        public int Drained { get; private set; }

        public int Looked { get; private set; }

        public void Put(int bank, ulong packets) => _tables[bank].Add(FlowOf(bank, packets));

        public void Evict(int bank, ulong packets) => _ring.Add((bank, FlowOf(bank, packets)));

        public bool DrainEvictions(IFlowTaker taker)
        {
            Drained++;
            foreach (var (bank, flow) in _ring)
            {
                taker.Take(bank, in flow);
            }

            _ring.Clear();
            return !IsBusy;
        }

        public void TakeFlows(int bank, IFlowTaker taker)
        {
            Looked++;
            foreach (var flow in _tables[bank])
            {
                taker.Take(bank, in flow);
            }

            _tables[bank].Clear();
        }

        private NmFlow FlowOf(int bank, ulong packets)
        {
            Count(ref Counted[0, bank].Total, packets);
            Count(ref Counted[0, bank].Classes[Udp], packets);
            var flow = new NmFlow { Packets = packets, Bytes = 60 * packets };
            flow.Key.Protocol = 17;
            flow.Key.Version = 4;
            return flow;
        }
    }
}
