namespace NetMonitor.Bench.Tests;

public sealed class MetricsTextSpec
{
    private const string Text = """
        # HELP network_packets_total network_packets_total{interface="a",direction="rx"} 1000
        network_packets_total{interface="a",direction="rx",protocol="tcp"} 7
        network_packets_total{interface="a",direction="rx",protocol="udp"} 1.1e1
        network_packets_total{interface="a",direction="tx",protocol="tcp"} 100
        network_packets_total{interface="b",direction="rx",protocol="tcp"} 300
        network_packets_total_of_others{interface="a",direction="rx"} 500

        """;

    [Fact]
    public void Sum_should_be_of_the_series_that_have_all_labels() =>
        Assert.Equal(18, MetricsText.Sum(Text, "network_packets_total", "interface=\"a\"", "direction=\"rx\""));

    [Fact]
    public void Sum_should_be_of_all_series_when_no_label_is_asked_for() => Assert.Equal(418, MetricsText.Sum(Text, "network_packets_total"));

    [Fact]
    public void Sum_should_be_none_when_there_is_no_such_series() => Assert.Null(MetricsText.Sum(Text, "network_packets_total", "interface=\"c\""));
}
