using FsCheck;
using FsCheck.Xunit;
using NetMonitor.Core.Simulation;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Tests;

[Properties(MaxTest = 50)]
public sealed class SimulatedTrafficSpec
{
    private const int Second = 10;

    [Property]
    public bool Traffic_should_follow_from_seed_nic_and_time_alone(NonNegativeInt seed, byte nic, ushort from, byte windows) =>
        SimulatedTraffic.Between(seed.Get, nic, from, from + windows) == SimulatedTraffic.Between(seed.Get, nic, from, from + windows);

    [Property]
    public bool Traffic_should_be_the_sum_of_its_parts_however_it_is_cut(NonNegativeInt seed, byte nic, ushort from, byte first, byte second)
    {
        var (cut, to) = (from + first, from + first + second);
        return SimulatedTraffic.Between(seed.Get, nic, from, cut) + SimulatedTraffic.Between(seed.Get, nic, cut, to)
            == SimulatedTraffic.Between(seed.Get, nic, from, to);
    }

    [Property]
    public void Traffic_should_be_seven_parts_tcp_two_udp_and_one_of_others_in_each_window(NonNegativeInt seed, byte nic, ushort window)
    {
        foreach (var counters in Directions(SimulatedTraffic.Between(seed.Get, nic, window, window + 1)))
        {
            Assert.True(counters.Total.Packets > 0);
            Assert.Equal(counters.Total.Packets * 7, Packets(counters, "tcp") * 10);
            Assert.Equal(counters.Total.Packets * 2, Packets(counters, "udp") * 10);
        }
    }

    [Property]
    public void Traffic_should_keep_the_laws_of_counters(NonNegativeInt seed, byte nic, ushort window)
    {
        foreach (var counters in Directions(SimulatedTraffic.Between(seed.Get, nic, window, window + Second)))
        {
            Assert.Equal(counters.Total, counters.SumOverClasses);
            Assert.Equal(counters.Total.Packets, Sum(counters.Sizes));
            Assert.Equal(Packets(counters, "tcp"), Sum(counters.TcpFlags));
            Assert.Equal(default, counters.Classes[TrafficClass.Unknown.Index]);
            Assert.InRange(counters.Total.Bytes, counters.Total.Packets * 60, counters.Total.Packets * 1514);
            Assert.True(counters.Broadcast + counters.Multicast < counters.Total.Packets / 10);
        }
    }

    [Fact]
    public void Traffic_should_have_both_ip_versions_and_frames_without_in_both_directions()
    {
        foreach (var counters in Directions(SimulatedTraffic.Between(1, 0, 0, 60 * Second)))
        {
            Assert.All([IpVersion.V4, IpVersion.V6, IpVersion.None], version => Assert.Contains(
                TrafficClass.All, one => one.Version == version && counters.Classes[one.Index].Packets > 0));
        }
    }

    [Fact]
    public void Traffic_should_differ_between_seeds_nics_and_windows()
    {
        var some = SimulatedTraffic.Between(1, 0, 0, Second);

        Assert.NotEqual(some, SimulatedTraffic.Between(2, 0, 0, Second));
        Assert.NotEqual(some, SimulatedTraffic.Between(1, 1, 0, Second));
        Assert.NotEqual(some, SimulatedTraffic.Between(1, 0, Second, 2 * Second));
        Assert.NotEqual(some.Rx.Total, some.Tx.Total);
    }

    [Fact]
    public void Traffic_should_have_rates_of_a_nic_that_is_used()
    {
        for (var nic = 0; nic < 64; nic++)
        {
            var rx = SimulatedTraffic.Between(1, nic, 0, 60 * Second).Rx.Total;
            Assert.InRange(rx.Packets / 60.0, 100, 60_000);
            Assert.InRange(rx.Bytes / (double)rx.Packets, 300, 1200);
        }
    }

    /// <summary>The same on every platform and from one version to the next: who wrote a seed down finds the same traffic again.</summary>
    [Fact]
    public void Traffic_should_be_as_agreed() => Assert.Equal(
        (new Count(2260, 2081924), new Count(100, 41384)),
        (SimulatedTraffic.Between(1, 0, 0, Second).Rx.Total, SimulatedTraffic.Between(1, 3, 600, 600 + Second).Tx.Total));

    [Theory]
    [InlineData(5, 5)]
    [InlineData(5, 4)]
    public void Traffic_should_be_nothing_where_no_time_went_by(long from, long to) =>
        Assert.Equal(TrafficCounters.Zero, SimulatedTraffic.Between(1, 0, from, to));

    private static DirectionCounters[] Directions(TrafficCounters counters) => [counters.Rx, counters.Tx];

    private static ulong Packets(DirectionCounters counters, string protocol) =>
        Sum(TrafficClass.All.Where(one => one.Protocol == protocol).Select(one => counters.Classes[one.Index].Packets));

    private static ulong Sum(IEnumerable<ulong> values) => values.Aggregate(0UL, (sum, value) => sum + value);
}
