namespace NetMonitor.Bench.Tests;

public sealed class PaceSpec
{
    private static readonly Pace Slow = new(2000, TimeSpan.FromSeconds(0.5));
    private static readonly Pace Fastest = new(0, TimeSpan.FromSeconds(0.5));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.4, 0)]
    [InlineData(1, 2)]
    [InlineData(250, 500)]
    [InlineData(500, 1000)]
    [InlineData(900, 1000)]
    public void Pace_should_have_due_what_the_time_so_far_asks_for(double milliseconds, long due) =>
        Assert.Equal(due, Slow.Due(TimeSpan.FromMilliseconds(milliseconds)));

    [Fact]
    public void Pace_should_go_on_past_its_time_when_packets_are_missing() => Assert.False(Slow.IsOver(TimeSpan.FromSeconds(0.7), 999));

    [Fact]
    public void Pace_should_be_over_when_all_was_sent() => Assert.True(Slow.IsOver(TimeSpan.FromSeconds(0.2), 1000));

    [Fact]
    public void Pace_should_be_over_after_twice_its_time() => Assert.True(Slow.IsOver(TimeSpan.FromSeconds(1), 1));

    [Fact]
    public void Pace_should_ask_for_ever_more_when_it_is_unbounded() => Assert.Equal(long.MaxValue, Fastest.Due(TimeSpan.Zero));

    [Theory]
    [InlineData(0.49, false)]
    [InlineData(0.5, true)]
    public void Unbounded_pace_should_end_with_its_time(double seconds, bool isOver) =>
        Assert.Equal(isOver, Fastest.IsOver(TimeSpan.FromSeconds(seconds), 1_000_000));
}
