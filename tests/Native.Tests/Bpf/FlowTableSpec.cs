using NetMonitor.Lab;
using NetMonitor.Native.Abi;
using NetMonitor.Native.Bpf;
using static NetMonitor.Lab.Frame;

namespace NetMonitor.Native.Tests.Bpf;

/// <summary>Total = flows + what gave way + overflow + what has no flow, whatever the table, the ring and the frames are.</summary>
public sealed class FlowTableSpec
{
    [BpfTheory]
    [InlineData(NmNames.XdpProgram)]
    [InlineData(NmNames.IngressProgram)]
    [InlineData(NmNames.EgressProgram)]
    public void Frame_should_be_in_one_flow_when_it_has_an_ip_header_that_can_be_read(string program)
    {
        using var programs = FlowPrograms.Load(1024);
        foreach (var row in PacketTable.Rows.Concat(CutFrames.All.Where(row => program == NmNames.XdpProgram || !CutFrames.IsRefusedByTestRun(row))))
        {
            programs.Clear();
            programs.See(program, row.Frame);
            var counters = programs.Counters(0);
            var flows = programs.Flows(0);

            Assert.True(counters.Total.Bytes == (ulong)row.Frame.Length, row.Name);
            Assert.True(flows.Length == (HasFlow(row.Class) ? 1 : 0), $"{row.Name} is in {flows.Length} flows");
            Assert.All(flows, flow => Assert.Equal((1ul, (ulong)row.Frame.Length), (flow.Packets, flow.Bytes)));
            Assert.Equal((0ul, 0ul), Overflow(counters));
        }
    }

    [BpfFact]
    public void Packets_of_one_flow_should_add_up()
    {
        using var programs = FlowPrograms.Load(1024);
        programs.See(NmNames.XdpProgram, Ethernet().IPv4().Tcp(TcpFlags.Syn));
        programs.See(NmNames.XdpProgram, Ethernet().IPv4().Tcp(TcpFlags.Ack).Payload(1000), times: 7);
        programs.See(NmNames.XdpProgram, Ethernet().IPv4().Tcp(TcpFlags.Fin | TcpFlags.Ack).Payload(3));

        var flow = Assert.Single(programs.Flows(0));
        Assert.Equal((9ul, 54ul + 7 * 1054 + 57, 40ul + 7 * 1040 + 43), (flow.Packets, flow.Bytes, flow.IpBytes));
        Assert.Equal((54, 1054), (flow.Smallest, flow.Largest));
        Assert.Equal(TcpFlags.Syn | TcpFlags.Ack | TcpFlags.Fin, (TcpFlags)flow.TcpFlags);
    }

    [BpfTheory]
    [InlineData(1024, 1 << 16)]
    [InlineData(4096, 1 << 20)]
    public void Memory_should_be_that_of_the_banks_and_of_the_ring_once(int slots, int ring)
    {
        using var programs = FlowPrograms.Load(slots, ring);
        var positions = 2 * Environment.SystemPageSize;

        Assert.Equal(new FlowTableSize(slots, ring).MapBytes(OnlineCpus.Read().Count) + positions, programs.Table.Bytes);
    }

    [BpfFact]
    public void Directions_should_be_flows_of_their_own()
    {
        using var programs = FlowPrograms.Load(1024);
        programs.See(NmNames.IngressProgram, Ethernet().IPv4().Udp(), times: 3);
        programs.See(NmNames.EgressProgram, Ethernet().IPv4().Udp(), times: 5);

        Assert.Equal([(0, 3ul), (1, 5ul)], programs.Flows(0).Select(flow => ((int)flow.Key.Direction, flow.Packets)).Order());
    }

    [BpfFact]
    public void Flow_should_go_to_the_ring_whole_when_another_one_takes_its_place()
    {
        using var programs = FlowPrograms.Load(1);
        programs.See(NmNames.XdpProgram, Ethernet().IPv4().Udp(1, 2).Payload(11), times: 13);
        programs.See(NmNames.EgressProgram, Ethernet().IPv6().Tcp(TcpFlags.Psh, 3, 4), times: 17);

        var evicted = Assert.Single(programs.Evictions());
        Assert.Equal((0u, 13ul, 13ul * 53, 4), (evicted.Bank, evicted.Flow.Packets, evicted.Flow.Bytes, evicted.Flow.Key.Version));
        var left = Assert.Single(programs.Flows(0));
        Assert.Equal((17ul, 6, 8), (left.Packets, left.Key.Version, left.TcpFlags));
        Assert.Equal((1ul, (0ul, 0ul)), (programs.Counters(0).Evicted, Overflow(programs.Counters(0))));
    }

    [BpfFact]
    public void Flow_should_overflow_under_its_class_when_the_ring_is_full()
    {
        const int turns = 100;
        using var programs = FlowPrograms.Load(1);
        for (var turn = 0; turn < turns; turn++)
        {
            programs.See(NmNames.XdpProgram, Ethernet().IPv4().Udp());
            programs.See(NmNames.XdpProgram, Ethernet().IPv6().Tcp(), times: 2);
        }

        var counters = programs.Counters(0);
        var (packets, bytes) = Overflow(counters);
        var evictions = programs.Evictions();
        var left = Assert.Single(programs.Flows(0));
        Assert.InRange(evictions.Length, 10, turns);
        Assert.True(packets > 0);
        Assert.Equal((ulong)(3 * turns), (ulong)evictions.Sum(eviction => (long)eviction.Flow.Packets) + left.Packets + packets);
        Assert.Equal(counters.Total.Bytes, (ulong)evictions.Sum(eviction => (long)eviction.Flow.Bytes) + left.Bytes + bytes);
        Assert.Equal(packets, counters.Overflow[(int)NmClass.V4 + (int)NmProtocol.Udp].Packets + counters.Overflow[(int)NmClass.V6 + (int)NmProtocol.Tcp].Packets);
        Assert.Equal(packets, counters.OverflowReasons[(int)NmOverflow.RingFull].Packets);

        // Room again.
        programs.See(NmNames.XdpProgram, Ethernet().IPv4().Udp());
        programs.See(NmNames.XdpProgram, Ethernet().IPv4().Icmp());
        _ = Assert.Single(programs.Evictions());
    }

    [BpfFact]
    public void Packet_should_overflow_when_its_cpu_has_no_slice()
    {
        using var programs = FlowPrograms.Load(16);
        programs.Give(null);
        programs.See(NmNames.IngressProgram, Ethernet().IPv4().Tcp(), times: 3);

        Assert.Empty(programs.Flows(0));
        var counters = programs.Counters(0);
        Assert.Equal((3ul, 3ul), (counters.OverflowReasons[(int)NmOverflow.NoSlice].Packets, counters.Overflow[(int)NmProtocol.Tcp].Packets));
    }

    [BpfFact]
    public void Cpus_should_have_slices_that_do_not_overlap_and_both_directions_the_same()
    {
        const int slots = 8;
        using var programs = NicPrograms.Load(
            ObjectImage.Read(LabPaths.BpfObject), hasEthernet: true, new FlowTableSize(slots, FlowPrograms.SmallestRing), NmNames.XdpProgram);
        var bases = new List<ulong>();
        foreach (var cpu in OnlineCpus.Read())
        {
            for (var bank = 0; bank < (int)NmLimit.Banks; bank++)
            {
                var rx = programs.Counters[NmCounters.SlotOf(cpu, NmDirection.Rx, bank)].FlowBase;
                Assert.Equal(rx, programs.Counters[NmCounters.SlotOf(cpu, NmDirection.Tx, bank)].FlowBase);
                bases.Add(rx);
            }
        }

        Assert.Equal(Enumerable.Range(0, bases.Count).Select(slice => (ulong)(slice * slots + 1)), bases.Order());
        programs.Sum(NmDirection.Rx, 0, out var sum);
        Assert.Equal(0ul, sum.FlowBase);
    }

    [BpfFact]
    public void Closed_window_should_keep_its_flows_and_be_empty_once_taken()
    {
        using var programs = FlowPrograms.Load(64);
        programs.See(NmNames.XdpProgram, Ethernet().IPv4().Udp(), times: 3);
        var closed = programs.CloseBank();
        programs.See(NmNames.XdpProgram, Ethernet().IPv4().Udp(), times: 5);

        Assert.Equal(3ul, Assert.Single(programs.Flows(closed)).Packets);
        Assert.Empty(programs.Flows(closed));
        Assert.Equal(5ul, Assert.Single(programs.Flows(programs.Bank)).Packets);
    }

    [BpfFact]
    public void Sums_should_agree_when_there_are_more_flows_than_slots()
    {
        const int packets = 20_000;
        var random = new Random(1);
        var frame = Ethernet().IPv4().Udp().Bytes;
        using var programs = FlowPrograms.Load(512, 1 << 16);
        var evicted = (Packets: 0ul, Bytes: 0ul);
        for (var i = 0; i < packets; i++)
        {
            random.NextBytes(frame.AsSpan(26, 12));
            programs.See(i % 2 == 0 ? NmNames.XdpProgram : NmNames.EgressProgram, frame, []);
            if (i % 3000 == 0)
            {
                // A reader that comes too seldom for this ring.
                evicted = Sum(evicted, programs.Evictions().Select(eviction => eviction.Flow));
            }
        }

        var sum = Sum(Sum(evicted, programs.Evictions().Select(eviction => eviction.Flow)), programs.Flows(0));
        var counters = programs.Counters(0);
        var overflow = Overflow(counters);
        Assert.True(overflow.Packets > 0 && evicted.Packets > 0);
        Assert.Equal(((ulong)packets, (ulong)packets * (ulong)frame.Length), (sum.Packets + overflow.Packets, sum.Bytes + overflow.Bytes));
        Assert.Equal((counters.Total.Packets, counters.Total.Bytes), (sum.Packets + overflow.Packets, sum.Bytes + overflow.Bytes));
    }

    private static bool HasFlow(NmClass cls) => cls < NmClass.Arp && (int)cls % (int)NmProtocol.Protocols != (int)NmProtocol.Malformed;

    private static (ulong Packets, ulong Bytes) Sum((ulong Packets, ulong Bytes) sum, IEnumerable<NmFlow> flows) =>
        flows.Aggregate(sum, (all, flow) => (all.Packets + flow.Packets, all.Bytes + flow.Bytes));

    /// <summary>By class and by reason: two ways to the same sum.</summary>
    private static (ulong Packets, ulong Bytes) Overflow(NmCounters counters)
    {
        var (byClass, byReason) = (default(NmCounter), default(NmCounter));
        foreach (var count in counters.Overflow)
        {
            byClass.Packets += count.Packets;
            byClass.Bytes += count.Bytes;
        }

        foreach (var count in counters.OverflowReasons)
        {
            byReason.Packets += count.Packets;
            byReason.Bytes += count.Bytes;
        }

        Assert.Equal((byReason.Packets, byReason.Bytes), (byClass.Packets, byClass.Bytes));
        return (byClass.Packets, byClass.Bytes);
    }
}
