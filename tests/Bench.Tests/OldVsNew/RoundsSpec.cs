using NetMonitor.Bench.OldVsNew;

namespace NetMonitor.Bench.Tests.OldVsNew;

public sealed class RoundsSpec
{
    private static readonly Setting Paced = new(new Pace(1000, TimeSpan.FromSeconds(1)), OnOneCpu: false);
    private static readonly Setting Crowded = new(new Pace(0, TimeSpan.FromSeconds(1)), OnOneCpu: true);

    private static readonly Trial[] Alone = [Trial(Paced, 1000, null, 900, null), Trial(Paced, 1000, null, 800, null)];

    [Fact]
    public void Packets_should_be_of_all_rounds_so_that_one_loss_shows()
    {
        var row = Rounds.Row("x", [Trial(Paced, 1000, 1000, 1000, 0), Trial(Paced, 1000, 900, 1000, 0)], Alone, null);

        Assert.Equal((2000, 2000, 1900, 95), (row.Sent, row.Delivered, row.Seen, row.SeenPercent));
    }

    [Fact]
    public void Rate_should_be_of_the_quickest_round()
    {
        var row = Rounds.Row("x", [Trial(Crowded, 500, 400, 1000, 0), Trial(Crowded, 700, 600, 1000, 0)], [Trial(Crowded, 1, null, 1, null)], null);

        Assert.Equal((700, 700, 600), (row.SentPps, row.DeliveredPps, row.SeenPps));
    }

    [Fact]
    public void Time_of_the_tool_should_be_spread_over_all_rounds() =>
        Assert.Equal(200, Rounds.Row("x", [Trial(Paced, 1000, 1000, 1000, 400), Trial(Paced, 1000, 1000, 1000, 0)], Alone, null).ToolNs);

    [Fact]
    public void Cpu_should_be_of_the_tool_and_its_programs() =>
        Assert.Equal(430, Rounds.Row("x", [Trial(Paced, 1000, 1000, 1000, 400)], Alone, 30).CpuNs);

    [Fact]
    public void Load_should_be_what_the_least_way_has_over_the_least_without_a_tool()
    {
        var row = Rounds.Row("x", [Trial(Paced, 1000, 1000, 1500, 400), Trial(Paced, 1000, 1000, 1000, 400)], Alone, null);

        Assert.Equal((1400, 600), (row.WayNs, row.LoadNs));
    }

    [Fact]
    public void Time_of_the_tool_should_not_be_told_when_the_kernel_receives_on_its_cpu()
    {
        var row = Rounds.Row("x", [Trial(Crowded, 1000, 1000, 1000, 400)], [Trial(Crowded, 1000, null, 1000, null)], 30);

        Assert.Equal((null, null, 400), (row.ToolNs, row.CpuNs, row.LoadNs));
    }

    [Fact]
    public void Nobody_should_have_no_figures_of_a_tool()
    {
        var row = Rounds.Row(Tools.Nobody, Alone, Alone, null);

        Assert.Equal((null, null, null, null, null, null), (row.Seen, row.SeenPps, row.ToolNs, row.CpuNs, row.LoadNs, row.Rss));
    }

    [Theory]
    [InlineData(null, new double[0])]
    [InlineData(3.0, new[] { 5.0, 3, 1 })]
    [InlineData(5.0, new[] { 5.0, 1 })]
    public void Median_should_be_in_the_middle(double? median, double[] values) => Assert.Equal(median, Rounds.Median(values, value => value));

    /// <summary>Of one second; times per packet in nanoseconds.</summary>
    private static Trial Trial(Setting setting, long packets, long? seen, int pathNs, int? toolNs) => new(
        setting, new Sending(packets, TimeSpan.FromSeconds(1), TimeSpan.Zero), packets, seen,
        toolNs is { } tool ? Nanoseconds(packets * tool) : null, Nanoseconds(packets * pathNs), 0.5, toolNs, toolNs);

    private static TimeSpan Nanoseconds(long count) => TimeSpan.FromTicks(count / TimeSpan.NanosecondsPerTick);
}
