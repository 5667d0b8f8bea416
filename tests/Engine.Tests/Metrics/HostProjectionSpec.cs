using NetMonitor.Core.Host;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;
using NetMonitor.Engine.Metrics;

namespace NetMonitor.Engine.Tests.Metrics;

public sealed class HostProjectionSpec
{
    [Fact]
    public void HostProjection_should_publish_expected_classes_from_the_start_and_the_others_once_seen()
    {
        var seen = Samples(MetricCatalogue.Packets, "eth0", "rx");
        var idle = Samples(SampleHost.Of(SampleHost.Idle), MetricCatalogue.Packets, "eth0", "rx");

        Assert.Equal(
            ["tcp/4=0", "udp/4=0", "icmp/4=0", "other/4=0", "tcp/6=0", "udp/6=0", "icmpv6/6=0", "other/6=0", "arp/none=0", "other-l2/none=0"],
            idle);
        Assert.Equal(["tcp/4=61", "udp/6=29", "esp/6=3", "lldp/none=7"], seen.Where(sample => !sample.EndsWith("=0", StringComparison.Ordinal)));
        Assert.Equal(idle.Count + 2, seen.Count);
    }

    [Fact]
    public void HostProjection_should_count_a_packet_for_each_of_its_flags() => Assert.Equal(
        ["fin=100", "syn=103", "rst=100", "psh=100", "ack=142", "urg=100"],
        Samples(MetricCatalogue.TcpFlags, "eth0", "rx"));

    [Fact]
    public void HostProjection_should_put_every_size_bucket_into_one_range()
    {
        var ranges = Samples(MetricCatalogue.PacketsBySize, "eth0", "rx");

        Assert.Equal(
            ["0-63=1", "64-127=2", "128-255=7", "256-511=26", "512-1023=100", "1024-1535=164", "1536+=51"],
            ranges);
        Assert.Equal(
            SampleHost.Counting.Totals.Rx.Sizes.Aggregate(0UL, (sum, bucket) => sum + bucket),
            (ulong)ranges.Sum(range => int.Parse(range[(range.IndexOf('=', StringComparison.Ordinal) + 1)..], null)));
    }

    [Fact]
    public void HostProjection_should_leave_out_what_is_not_known()
    {
        var names = SampleHost.Samples().Where(sample => sample.Labels.FirstOrDefault() == "wg0").Select(sample => sample.Metric).ToHashSet();

        Assert.DoesNotContain(MetricCatalogue.InterfaceSpeed, names);
        Assert.DoesNotContain(MetricCatalogue.Utilisation, names);
        Assert.DoesNotContain(MetricCatalogue.ReadAge, names);
        Assert.DoesNotContain(MetricCatalogue.ReadDuration, names);
        Assert.DoesNotContain(MetricCatalogue.KernelPackets, names);
        Assert.DoesNotContain(MetricCatalogue.Packets, names);
        Assert.DoesNotContain(MetricCatalogue.InterfacePackets, names);
    }

    /// <summary>What the kernel's counters cannot tell has no series: a zero would say that there was none of it.</summary>
    [Fact]
    public void HostProjection_should_show_of_the_kernels_counters_only_what_they_know()
    {
        var host = SampleHost.Of(SampleHost.ByKernel);

        Assert.Equal(["unknown/unknown=7"], Samples(host, MetricCatalogue.Packets, "eth0", "rx"));
        Assert.Equal(["unknown/unknown=700"], Samples(host, MetricCatalogue.Bytes, "eth0", "rx"));
        Assert.Equal(["unknown/unknown=0"], Samples(host, MetricCatalogue.Packets, "eth0", "tx"));
        Assert.Equal(["=7"], Samples(host, MetricCatalogue.InterfacePackets, "eth0", "rx"));
        Assert.Equal(
            [
                "network_bytes_total", "network_host_bytes_total", "network_host_packets_total", "network_interface_bytes_total",
                "network_interface_counted_for_host", "network_interface_packets_total", "network_packets_total", "network_uncounted_packets_total",
            ],
            HostProjection.Of(host, SampleHost.Process, SampleHost.Now)
                .Where(sample => sample.Metric.Labels.Contains("direction") && !sample.Metric.Name.Contains("_kernel_", StringComparison.Ordinal))
                .Select(sample => sample.Metric.Name)
                .Except(["network_utilisation_ratio"])
                .Distinct()
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void HostProjection_should_not_count_as_unknown_what_was_looked_into() => Assert.DoesNotContain(
        SampleHost.Samples(), sample => sample.Labels.Contains("unknown"));

    [Theory]
    [InlineData(AttachMode.Native, "native", "wire")]
    [InlineData(AttachMode.Tc, "tc", "wire")]
    [InlineData(AttachMode.Kernel, "kernel", "kernel")]
    [InlineData(AttachMode.Simulated, "simulated", "simulated")]
    public void HostProjection_should_say_where_counts_come_from(AttachMode mode, string modeLabel, string source)
    {
        var link = SampleHost.Counting.Link;
        var reading = new InterfaceReading(new MonotonicTime(1), new Generation(1), TrafficCounters.Zero, default, default);
        var read = InterfaceState.Initial(link)
            .After(new InterfaceSummary(link, new Attachment(new Generation(1), mode, "because"), reading, null, TimeSpan.Zero));
        var lost = read.Detached(link, InterfaceCondition.Failing, "severed", 1);

        Assert.Equal((modeLabel, source), Info(read));
        Assert.Equal(("none", source), Info(lost));
        Assert.Equal(("none", "none"), Info(InterfaceState.Initial(link)));
    }

    [Fact]
    public void HostProjection_should_be_in_exactly_one_condition()
    {
        foreach (var condition in Enum.GetValues<InterfaceCondition>())
        {
            var host = SampleHost.Of(SampleHost.Counting with { Condition = condition });
            var ones = HostProjection.Of(host, SampleHost.Process, SampleHost.Now)
                .Where(sample => sample.Metric == MetricCatalogue.InterfaceCondition && sample.Value == 1);
            Assert.Equal(condition.ToString().ToLowerInvariant(), Assert.Single(ones).Labels[1]);
        }
    }

    [Fact]
    public void HostProjection_should_name_every_series_once() => Assert.All(
        SampleHost.Samples().GroupBy(sample => (sample.Metric.Name, string.Join('|', sample.Labels))),
        same => Assert.Single(same));

    [Fact]
    public void HostProjection_should_use_every_metric_of_the_catalogue() => Assert.Equal(
        MetricCatalogue.All.Select(metric => metric.Name).Order(),
        SampleHost.Samples().Select(sample => sample.Metric.Name).Distinct().Order());

    [Fact]
    public void HostProjection_should_give_each_label_a_value() => Assert.All(
        SampleHost.Samples(), sample => Assert.Equal(sample.Metric.Labels.Length, sample.Labels.Length));

    [Fact]
    public void HostProjection_should_publish_all_classes_once_all_were_seen()
    {
        var all = SampleHost.Counting with
        {
            Totals = new TrafficCounters(
                DirectionCounters.Zero with { Classes = [.. TrafficClass.All.Select(_ => new Count(1, 1))] },
                DirectionCounters.Zero),
        };
        var series = HostProjection.Of(SampleHost.Of(all), SampleHost.Process, SampleHost.Now)
            .Count(sample => sample.Metric == MetricCatalogue.Packets && sample.Labels[1] == "rx");

        Assert.Equal(TrafficClass.All.Length, series);
    }

    private static (string Mode, string Source) Info(InterfaceState state)
    {
        var info = HostProjection.Of(SampleHost.Of(state), SampleHost.Process, SampleHost.Now)
            .Single(sample => sample.Metric == MetricCatalogue.InterfaceInfo);
        return (info.Labels[info.Metric.Labels.IndexOf("mode")], info.Labels[info.Metric.Labels.IndexOf("source")]);
    }

    private static List<string> Samples(MetricDefinition metric, params string[] labels) => Samples(SampleHost.Snapshot, metric, labels);

    private static List<string> Samples(HostSnapshot host, MetricDefinition metric, params string[] labels) =>
    [
        .. HostProjection.Of(host, SampleHost.Process, SampleHost.Now)
            .Where(sample => sample.Metric == metric && sample.Labels.Take(labels.Length).SequenceEqual(labels))
            .Select(sample => $"{string.Join('/', sample.Labels.Skip(labels.Length))}={sample.Value}"),
    ];
}
