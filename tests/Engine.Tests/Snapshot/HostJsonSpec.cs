using System.Text.Json;
using NetMonitor.Core.Host;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;
using NetMonitor.Engine.Json;
using NetMonitor.Engine.Metrics;
using NetMonitor.Engine.Snapshot;
using NetMonitor.Engine.Tests.Documents;
using NetMonitor.Engine.Tests.Metrics;

namespace NetMonitor.Engine.Tests.Snapshot;

public sealed class HostJsonSpec
{
    [Fact]
    public void HostJson_should_be_as_agreed() =>
        Document.ShouldBe("tests/Engine.Tests/Snapshot/host.json", JsonText.Of(HostJson.Shape, SampleView.Host) + "\n");

    [Fact]
    public void InterfaceJson_should_be_what_stands_in_the_host()
    {
        var alone = JsonText.Of(InterfaceJson.Shape, new InterfaceView(SampleView.Lesser, SampleHost.Now) { Flows = SampleView.Host.Shown[0].Flows });

        Assert.True(JsonElement.DeepEquals(SampleView.Answer(SampleView.Host).GetProperty("interfaces")[0], JsonDocument.Parse(alone).RootElement));
    }

    [Fact]
    public void HostJson_should_keep_all_digits_of_a_counter()
    {
        var counters = DirectionCounters.Zero with { Total = new Count(ulong.MaxValue, (1ul << 53) + 1) };
        var state = SampleHost.Counting with { Totals = new TrafficCounters(counters, DirectionCounters.Zero) };
        var rx = SampleView.Answer(Of(SampleHost.Of(state))).GetProperty("interfaces")[0].GetProperty("rx");

        Assert.Equal("18446744073709551615", rx.GetProperty("packets").GetRawText());
        Assert.Equal("9007199254740993", rx.GetProperty("bytes").GetRawText());
    }

    [Theory]
    [InlineData("rx")]
    [InlineData("tx")]
    public void Classes_should_have_the_labels_and_figures_of_the_metrics(string direction)
    {
        var metrics = SampleHost.Samples()
            .Where(sample => sample.Metric == MetricCatalogue.Packets && sample.Labels[0] == "eth0" && sample.Labels[1] == direction)
            .Select(sample => (sample.Labels[2], sample.Labels[3], (ulong)sample.Value));
        var classes = SampleView.Answer(SampleView.Host).GetProperty("interfaces")[0].GetProperty(direction).GetProperty("classes")
            .EnumerateArray()
            .Select(one => (one.GetProperty("protocol").GetString()!, one.GetProperty("ip_version").GetString()!, one.GetProperty("packets").GetUInt64()));

        Assert.Equal(metrics, classes);
    }

    [Fact]
    public void Total_should_be_the_sum_over_all_nics_also_when_one_is_shown()
    {
        var other = SampleHost.Counting with { Link = SampleHost.Counting.Link with { Name = "eth1" } };
        var view = Of(SampleHost.Of(SampleHost.Counting, other));
        var rx = SampleView.Answer(view with { Shown = [view.Shown[0]] }).GetProperty("total").GetProperty("rx");

        Assert.Equal(200, rx.GetProperty("packets").GetInt64());
        Assert.Equal(14, rx.GetProperty("uncounted_packets").GetInt64());
        Assert.Equal(20, rx.GetProperty("rate").GetProperty("packets_per_second").GetDouble());
    }

    [Fact]
    public void Ages_should_be_null_before_the_first_reading()
    {
        var answer = SampleView.Answer(Of(SampleHost.Of(SampleHost.Failing)));

        Assert.Equal(JsonValueKind.Null, answer.GetProperty("age_seconds").ValueKind);
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("interfaces")[0].GetProperty("age_seconds").ValueKind);
        Assert.All(
            ["kernel", "rx", "tx"],
            name => Assert.Equal(JsonValueKind.Null, answer.GetProperty("interfaces")[0].GetProperty(name).ValueKind));
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("total").GetProperty("rx").ValueKind);
    }

    [Fact]
    public void Kernel_counters_should_leave_open_what_they_do_not_know()
    {
        var state = SampleHost.Counting with { Source = CountSource.Kernel, Totals = TrafficCounters.Zero };
        var rx = SampleView.Answer(Of(SampleHost.Of(state))).GetProperty("interfaces")[0].GetProperty("rx");

        Assert.Equal(JsonValueKind.Null, rx.GetProperty("details").ValueKind);
        Assert.Equal(["unknown"], rx.GetProperty("classes").EnumerateArray().Select(one => one.GetProperty("protocol").GetString()));
    }

    [Fact]
    public void Age_of_the_host_should_be_that_of_the_newest_reading()
    {
        var older = SampleHost.Counting with { Link = SampleHost.Counting.Link with { Name = "eth1" }, ReadAt = new MonotonicTime(1) };

        Assert.Equal(0.5, SampleView.Answer(Of(SampleHost.Of(older, SampleHost.Counting))).GetProperty("age_seconds").GetDouble());
    }

    private static HostView Of(HostSnapshot snapshot) => HostView.Of("server1", SampleHost.Process, TimeSpan.Zero, snapshot, SampleHost.Now);
}
