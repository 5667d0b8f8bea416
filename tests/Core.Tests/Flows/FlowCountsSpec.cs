using System.Runtime.CompilerServices;
using FsCheck.Xunit;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Tests.Summaries;

namespace NetMonitor.Core.Tests.Flows;

[Properties(Arbitrary = [typeof(FlowGenerators)])]
public sealed class FlowCountsSpec : ExactMergeLaws<FlowCounts, FlowCounts>
{
    [Fact]
    public void Merge_should_sum_up_and_span_both()
    {
        var a = new FlowCounts(3, 300, 258, FlowExample.At(5), FlowExample.At(7), 60, 90, vlan: 7, dscp: 1, tcpFlags: 0x02);
        var b = new FlowCounts(4, 500, 444, FlowExample.At(4), FlowExample.At(6), 70, 200, vlan: 9, dscp: 2, tcpFlags: 0x18);
        var both = new FlowCounts(7, 800, 702, FlowExample.At(4), FlowExample.At(7), 60, 200, vlan: 9, dscp: 2, tcpFlags: 0x1a);
        Assert.Equal((7ul, 800ul, 702ul, 4e9, 7e9), (a.Merge(b).Packets, a.Merge(b).Bytes, a.Merge(b).IpBytes, a.Merge(b).First.Nanoseconds, a.Merge(b).Last.Nanoseconds));
        Assert.Equal((60, 200, 9, 2, 0x1a), (a.Merge(b).Smallest, a.Merge(b).Largest, a.Merge(b).Vlan, a.Merge(b).Dscp, a.Merge(b).TcpFlags));
        Assert.True(a.Merge(b).HasBareSyn);
        Assert.False(both.HasBareSyn);
    }

    [Fact]
    public void Values_should_be_as_small_as_their_cost_was_reckoned() =>
        Assert.Equal((40, 48, 96), (Unsafe.SizeOf<FlowKey>(), Unsafe.SizeOf<FlowCounts>(), Unsafe.SizeOf<FlowSample>()));

    protected override FlowCounts Of(IReadOnlyList<FlowCounts> stream) => stream.Aggregate(FlowCounts.Empty, static (sum, part) => sum.Merge(part));
}
