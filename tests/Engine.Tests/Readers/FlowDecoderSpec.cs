using NetMonitor.Core.Flows;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;
using NetMonitor.Engine.Readers;
using NetMonitor.Native.Abi;

namespace NetMonitor.Engine.Tests.Readers;

public sealed class FlowDecoderSpec
{
    private static readonly JiffiesScale Scale = new(Jiffies: 1000, Nanoseconds: 50_000_000_000, Tick: 4_000_000);

    [Fact]
    public void Key_should_say_what_is_on_the_wire()
    {
        var key = new NmFlowKey { SourcePort = OnTheWire(51234), DestinationPort = OnTheWire(443), Protocol = 6, Version = 4, Direction = (byte)NmDirection.Tx };
        IPv4(10, 0, 0, 1).CopyTo(key.Source);
        IPv4(192, 168, 7, 9).CopyTo(key.Destination);

        Assert.Equal("tcp 10.0.0.1:51234 > 192.168.7.9:443", FlowDecoder.Key(in key).ToString());
        Assert.Equal((IpVersion.V4, Direction.Tx), (FlowDecoder.Key(in key).Version, FlowDecoder.DirectionOf(in key)));
        Assert.True(FlowDecoder.Key(in key).Source.IsIPv4);
    }

    [Fact]
    public void Key_should_keep_the_version_of_the_header_when_the_addresses_look_like_the_other_one()
    {
        var key = new NmFlowKey { Protocol = 58, Version = 6 };
        IPv4(10, 0, 0, 1).CopyTo(key.Source);

        Assert.Equal((IpVersion.V6, Direction.Rx), (FlowDecoder.Key(in key).Version, FlowDecoder.DirectionOf(in key)));
    }

    [Fact]
    public void Counts_should_be_those_of_the_slot()
    {
        var flow = new NmFlow { Packets = 3, Bytes = 400, IpBytes = 358, First = 990, Last = 1001, Smallest = 60, Largest = 200, Vlan = 7, TcpFlags = 0x12, Dscp = 46 };

        Assert.Equal(
            new FlowCounts(3, 400, 358, new MonotonicTime(49_960_000_000), new MonotonicTime(50_004_000_000), 60, 200, 7, 46, 0x12),
            FlowDecoder.Counts(in flow, in Scale, closedAt: 60_000_000_000));
    }

    [Fact]
    public void Moments_should_not_be_later_than_the_windows_end()
    {
        var flow = new NmFlow { Packets = 1, First = 1001, Last = 1001 };

        var counts = FlowDecoder.Counts(in flow, in Scale, closedAt: 50_001_000_000);

        Assert.Equal((50_001_000_000, 50_001_000_000), (counts.First.Nanoseconds, counts.Last.Nanoseconds));
    }

    [Fact]
    public void Account_should_be_the_difference_by_meaning()
    {
        var before = default(NmCounters);
        before.Total = new NmCounter { Packets = 5, Bytes = 500 };
        before.Classes[(int)NmClass.V4 + (int)NmProtocol.Udp] = before.Total;
        var now = before;
        now.Total = new NmCounter { Packets = 18, Bytes = 1818 };
        now.Classes[(int)NmClass.V4 + (int)NmProtocol.Udp] = new NmCounter { Packets = 7, Bytes = 707 };
        now.Classes[(int)NmClass.V6 + (int)NmProtocol.Tcp] = new NmCounter { Packets = 11, Bytes = 1111 };
        now.Overflow[(int)NmClass.V6 + (int)NmProtocol.Tcp] = new NmCounter { Packets = 10, Bytes = 1010 };
        now.OverflowReasons[(int)NmOverflow.RingFull] = new NmCounter { Packets = 4, Bytes = 404 };
        now.OverflowReasons[(int)NmOverflow.NoSlice] = new NmCounter { Packets = 6, Bytes = 606 };

        var account = CounterDecoder.Account(in now, in before);

        Assert.Equal(new Count(13, 1318), account.Total);
        Assert.Equal(new Count(2, 207), account.Classes[TrafficClass.Of("udp", IpVersion.V4).Index]);
        Assert.Equal(new Count(11, 1111), account.Classes[TrafficClass.Of("tcp", IpVersion.V6).Index]);
        Assert.Equal(new Count(10, 1010), account.Overflow[TrafficClass.Of("tcp", IpVersion.V6).Index]);
        Assert.Equal(new Count(4, 404), account.OverflowBy(OverflowReason.RingFull));
        Assert.Equal(new Count(6, 606), account.OverflowBy(OverflowReason.NoSlice));
        Assert.Equal(default, account.OverflowBy(OverflowReason.Restart));
        Assert.True(CounterDecoder.HaveFlows(in now, in before));
    }

    [Fact]
    public void Flows_should_not_be_looked_for_when_no_packet_came_into_one()
    {
        var before = default(NmCounters);
        var now = before;
        now.Classes[(int)NmClass.Arp] = new NmCounter { Packets = 7 };
        now.Classes[(int)NmClass.V4 + (int)NmProtocol.Malformed] = new NmCounter { Packets = 7 };
        now.Classes[(int)NmClass.V4 + (int)NmProtocol.Udp] = new NmCounter { Packets = 7 };
        now.Overflow[(int)NmClass.V4 + (int)NmProtocol.Udp] = new NmCounter { Packets = 7 };

        Assert.False(CounterDecoder.HaveFlows(in now, in before));
    }

    private static byte[] IPv4(params byte[] address) => [.. new byte[10], 0xff, 0xff, .. address];

    private static ushort OnTheWire(ushort port) => BitConverter.IsLittleEndian ? System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(port) : port;
}
