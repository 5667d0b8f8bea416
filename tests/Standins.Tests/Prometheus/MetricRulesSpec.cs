using Prometheus;

namespace NetMonitor.Standins.Tests.Prometheus;

public sealed class MetricRulesSpec
{
    private readonly MetricFactory _factory = Metrics.WithCustomRegistry(Metrics.NewCustomRegistry());

    [Theory]
    [InlineData("a-b")]
    [InlineData("a:b")]
    [InlineData("1a")]
    [InlineData("")]
    public void Name_should_be_refused_when_it_is_no_word(string name) => Assert.Throws<ArgumentException>(() => _factory.CreateCounter(name, ""));

    [Theory]
    [InlineData("a-b")]
    [InlineData("a:b")]
    [InlineData("__a")]
    public void Label_should_be_refused_when_it_is_no_word_or_reserved(string label) => Assert.Throws<ArgumentException>(() => _factory.CreateCounter("c", "", label));

    [Fact]
    public void Label_le_should_be_refused_on_a_histogram_only()
    {
        Assert.Throws<ArgumentException>(() => _factory.CreateHistogram("h", "", "le"));
        _ = _factory.CreateCounter("c", "", "le");
    }

    [Fact]
    public void Label_should_be_refused_when_it_comes_twice() => Assert.Throws<InvalidOperationException>(() => _factory.CreateCounter("c", "", "a", "a"));

    [Fact]
    public void Name_should_be_refused_when_it_belongs_to_another_type()
    {
        _ = _factory.CreateCounter("c", "");
        Assert.Throws<InvalidOperationException>(() => _factory.CreateGauge("c", ""));
    }

    [Fact]
    public void Metric_should_be_the_same_object_when_asked_for_again_and_keep_its_first_help()
    {
        var first = _factory.CreateCounter("c", "first", "a", "b");
        var again = _factory.CreateCounter("c", "second", "a", "b");
        Assert.Same(first, again);
        Assert.Equal("first", again.Help);
        Assert.Equal("c", again.Name);
        Assert.Equal(["a", "b"], again.LabelNames);
    }

    [Fact]
    public void Metric_should_be_another_when_its_labels_differ_or_stand_in_another_order()
    {
        var first = _factory.CreateCounter("c", "", "a", "b");
        Assert.NotSame(first, _factory.CreateCounter("c", ""));
        Assert.NotSame(first, _factory.CreateCounter("c", "", "b", "a"));
    }

    [Fact]
    public void Labels_should_come_from_the_configuration_when_the_call_has_none() =>
        Assert.Equal(["a"], _factory.CreateGauge("g", "", new GaugeConfiguration { LabelNames = ["a"] }).LabelNames);

    [Fact]
    public void Child_should_be_refused_for_the_wrong_number_of_values_or_a_null()
    {
        var gauge = _factory.CreateGauge("g", "", "a", "b");
        Assert.Throws<ArgumentException>(() => gauge.WithLabels("1"));
        Assert.Throws<ArgumentException>(() => gauge.RemoveLabelled("1"));
        Assert.Throws<NotSupportedException>(() => gauge.WithLabels("1", null!));
    }

    [Fact]
    public void Child_should_be_the_same_for_the_same_values()
    {
        var gauge = _factory.CreateGauge("g", "", "a");
        var child = gauge.WithLabels("1");
        Assert.Same(child, gauge.WithLabels("1"));
        Assert.NotSame(child, gauge.WithLabels("2"));
        Assert.Equal([["1"], ["2"]], gauge.GetAllLabelValues());
    }

    [Fact]
    public void Counter_should_count_up_only()
    {
        var counter = _factory.CreateCounter("c", "");
        counter.Inc();
        counter.Inc(0.5);
        counter.Inc(0);
        Assert.Equal(1.5, counter.Value);
        Assert.Throws<ArgumentOutOfRangeException>(() => counter.Inc(-1));
    }

    [Fact]
    public void Counter_should_be_raised_to_a_total_and_never_lowered()
    {
        var counter = _factory.CreateCounter("c", "", "a").WithLabels("1");
        counter.IncTo(5);
        counter.IncTo(3);
        Assert.Equal(5, counter.Value);
        counter.IncTo(6);
        Assert.Equal(6, counter.Value);
    }

    [Fact]
    public void Counter_should_lose_no_increment_of_many_threads()
    {
        var counter = _factory.CreateCounter("c", "");
        Parallel.For(0, 10_000, _ => counter.Inc());
        Assert.Equal(10_000, counter.Value);
    }

    [Fact]
    public void Gauge_should_go_both_ways()
    {
        var gauge = _factory.CreateGauge("g", "");
        gauge.Set(3);
        gauge.Inc();
        gauge.Inc(2);
        gauge.Dec();
        gauge.Dec(0.5);
        Assert.Equal(4.5, gauge.Value);
        gauge.IncTo(2);
        gauge.DecTo(7);
        Assert.Equal(4.5, gauge.Value);
        gauge.IncTo(50);
        Assert.Equal(50, gauge.Value);
        gauge.DecTo(5);
        Assert.Equal(5, gauge.Value);
    }

    [Fact]
    public void Histogram_should_sum_and_count_all_but_NaN()
    {
        var histogram = _factory.CreateHistogram("h", "");
        histogram.Observe(0.25);
        histogram.Observe(2, 5);
        histogram.Observe(-1);
        histogram.Observe(double.NaN);
        Assert.Equal(7, histogram.Count);
        Assert.Equal(9.25, histogram.Sum);
    }

    [Theory]
    [InlineData]
    [InlineData(2.0, 1.0)]
    [InlineData(1.0, 1.0)]
    public void Histogram_should_be_refused_without_increasing_buckets(params double[] buckets) =>
        Assert.Throws<ArgumentException>(() => _factory.CreateHistogram("h", "", new HistogramConfiguration { Buckets = buckets }));

    [Fact]
    public void Buckets_should_grow_by_factor_or_width()
    {
        Assert.Equal([1, 2, 4, 8], Histogram.ExponentialBuckets(1, 2, 4));
        Assert.Equal([1, 1.5, 2], Histogram.LinearBuckets(1, 0.5, 3));
        Assert.Throws<ArgumentException>(() => Histogram.ExponentialBuckets(0, 2, 4));
        Assert.Throws<ArgumentException>(() => Histogram.ExponentialBuckets(1, 1, 4));
        Assert.Throws<ArgumentException>(() => Histogram.ExponentialBuckets(1, 2, 0));
        Assert.Throws<ArgumentException>(() => Histogram.LinearBuckets(1, 1, 0));
    }
}
