using NetMonitor.Engine.Pbm;
using NetMonitor.Engine.Tests.Metrics;

namespace NetMonitor.Engine.Tests.Pbm;

public sealed class TrafficTableSpec
{
    [Fact]
    public void TrafficTable_should_count_each_packet_once_and_on_every_nic_where_that_is_more()
    {
        var lines = TrafficTable.Of(SteeredHost.Of(SampleHost.Counting, SampleHost.Vlan)).Split('\n');
        var (once, each) = (Array.IndexOf(lines, "server1: the packets of 2 NICs, each once"), Array.FindIndex(lines, line => line.Contains("every NIC", StringComparison.Ordinal)));

        Assert.Matches("^  rx  all +100 +64.0 kB", lines[once + 1]);
        Assert.Matches("^  rx  all +140 +68.0 kB", lines[each + 1]);
        Assert.Matches("^  tx  all +1 +60 B", lines[each + 2 + 1]);
    }

    [Fact]
    public void TrafficTable_should_show_one_sum_where_both_are_the_same() => Assert.DoesNotContain(
        "every NIC", TrafficTable.Of(SteeredHost.Of(SampleHost.Counting)), StringComparison.Ordinal);
}
