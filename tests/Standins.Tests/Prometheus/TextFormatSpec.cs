using Prometheus;

namespace NetMonitor.Standins.Tests.Prometheus;

public sealed class TextFormatSpec
{
    private readonly CollectorRegistry _registry = Metrics.NewCustomRegistry();
    private readonly MetricFactory _factory;

    public TextFormatSpec()
    {
        _factory = Metrics.WithCustomRegistry(_registry);
    }

    [Fact]
    public async Task Page_should_be_empty_without_metrics() => Assert.Equal("", await _registry.Export());

    [Fact]
    public async Task Page_should_list_families_in_order_of_creation_with_help_and_type_even_without_samples()
    {
        _factory.CreateCounter("z_total", "The last letter.").Inc(1.5);
        _ = _factory.CreateGauge("a", "The first letter.", ["x"]);
        Assert.Equal("# HELP z_total The last letter.\n# TYPE z_total counter\nz_total 1.5\n# HELP a The first letter.\n# TYPE a gauge\n", await _registry.Export());
    }

    [Fact]
    public async Task Help_should_be_written_raw()
    {
        _ = _factory.CreateGauge("g", "a \\ b \"c\"");
        Assert.StartsWith("# HELP g a \\ b \"c\"\n", await _registry.Export(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Label_value_should_escape_backslash_newline_and_quote()
    {
        _factory.CreateGauge("g", "", "a", "b").WithLabels("x\"y\\z\nw", "é").Set(1);
        Assert.Contains("\ng{a=\"x\\\"y\\\\z\\nw\",b=\"é\"} 1\n", await _registry.Export(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.1 + 0.2, "0.30000000000000004")]
    [InlineData(-0.5, "-0.5")]
    [InlineData(4000000000, "4000000000")]
    [InlineData(9007199254740992, "9007199254740992")]
    [InlineData(123456789012345678, "1.2345678901234568e+17")]
    [InlineData(1e21, "1e+21")]
    [InlineData(1e-5, "1e-05")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public async Task Value_should_be_written_in_the_shortest_form_that_reads_back(double value, string expected)
    {
        _factory.CreateGauge("g", "").Set(value);
        Assert.EndsWith($"\ng {expected}\n", await _registry.Export(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Histogram_should_be_written_as_sum_count_and_cumulative_buckets()
    {
        var histogram = _factory.CreateHistogram("h", "", ["x"], new HistogramConfiguration { Buckets = [0.1, 1, 10.5] }).WithLabels("q");
        histogram.Observe(0.05);
        histogram.Observe(1);
        histogram.Observe(100);
        Assert.Equal(
            "# HELP h \n# TYPE h histogram\nh_sum{x=\"q\"} 101.05\nh_count{x=\"q\"} 3\nh_bucket{x=\"q\",le=\"0.1\"} 1\nh_bucket{x=\"q\",le=\"1\"} 2\nh_bucket{x=\"q\",le=\"10.5\"} 2\nh_bucket{x=\"q\",le=\"+Inf\"} 3\n",
            await _registry.Export());
    }

    [Fact]
    public async Task Histogram_should_have_fourteen_buckets_unless_told_otherwise()
    {
        _ = _factory.CreateHistogram("h", "");
        var bounds = (await _registry.Export()).Split('\n').Where(line => line.StartsWith("h_bucket", StringComparison.Ordinal)).Select(line => line.Split('"')[1]);
        Assert.Equal(["0.005", "0.01", "0.025", "0.05", "0.075", "0.1", "0.25", "0.5", "0.75", "1", "2.5", "5", "7.5", "10", "+Inf"], bounds);
    }

    [Fact]
    public async Task Collectors_of_one_name_and_other_labels_should_share_help_and_type()
    {
        _factory.CreateCounter("c_total", "first").Inc();
        _factory.CreateCounter("c_total", "second", "x").WithLabels("1").Inc(2);
        Assert.Equal("# HELP c_total first\n# TYPE c_total counter\nc_total 1\nc_total{x=\"1\"} 2\n", await _registry.Export());
    }
}
