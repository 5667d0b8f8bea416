using FsCheck.Xunit;
using NetMonitor.Engine.Readers;
using NetMonitor.Native.Bpf;

namespace NetMonitor.Engine.Tests.Readers;

public sealed class JiffiesTimelineSpec
{
    private const long Second = 1_000_000_000;

    [Theory]
    [InlineData(100, 10_000_000)]
    [InlineData(250, 4_000_000)]
    [InlineData(300, 3_333_333)]
    [InlineData(1000, 1_000_000)]
    public void Tick_should_be_found_from_two_samples_that_are_a_few_ticks_late(int hz, long tick)
    {
        foreach (var late in new[] { -3, 0, 3 })
        {
            Assert.Equal(tick, JiffiesTimeline.TickBetween(new(uint.MaxValue - 10, 5), new((uint)(hz - 11 + late), 5 + Second)));
        }
    }

    [Fact]
    public void Tick_should_be_measured_when_the_kernel_stated_another_one()
    {
        var kernel = new Kernel(1000, 7);
        var timeline = new JiffiesTimeline(kernel.At(0), tick: 4_000_000);
        timeline.Note(kernel.At(Second / 2));
        Assert.Equal(4_000_000, timeline.Scale.Tick);
        timeline.Note(kernel.At(2 * Second));
        Assert.Equal(1_000_000, timeline.Scale.Tick);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(150)]
    [InlineData(600)]
    [InlineData(5000)]
    public void Tick_should_not_be_made_up_when_jiffies_jumped(uint jiffies) =>
        Assert.Null(JiffiesTimeline.TickBetween(new(7, 0), new(7 + jiffies, Second)));

    [Property]
    public void Moment_should_never_be_early_and_less_than_a_tick_late(ulong offset, int[] gaps, byte frequency)
    {
        var kernel = new Kernel(new[] { 100, 250, 300, 1000 }[frequency % 4], offset);
        var at = 5 * Second;
        var timeline = new JiffiesTimeline(kernel.At(at), kernel.Tick);
        foreach (var gap in gaps)
        {
            at += Math.Abs((long)gap);
            timeline.Note(kernel.At(at));
            foreach (var ago in new[] { 0, kernel.Tick / 2, Second, 100 * Second })
            {
                var late = timeline.Scale.Begin(kernel.At(at - ago).Jiffies) - kernel.BeginOf(at - ago);
                Assert.InRange(late, 0, kernel.Tick - 1);
            }
        }
    }

    [Property]
    public void Moment_should_become_exact_with_more_samples(ulong offset)
    {
        var kernel = new Kernel(250, offset);
        var timeline = new JiffiesTimeline(kernel.At(Second), kernel.Tick);
        for (var i = 1; i < 50; i++)
        {
            timeline.Note(kernel.At(Second + i * 17 * kernel.Tick + i * kernel.Tick / 50));
        }

        Assert.InRange(timeline.Scale.Begin(kernel.At(9 * Second).Jiffies) - kernel.BeginOf(9 * Second), 0, kernel.Tick / 50);
    }

    [Fact]
    public void Moment_should_be_right_when_the_low_half_wraps()
    {
        // Half a second before 32 bits are full.
        var kernel = new Kernel(1000, uint.MaxValue - 500);
        var timeline = new JiffiesTimeline(kernel.At(0), kernel.Tick);
        Assert.True(kernel.At(0).Jiffies > kernel.At(Second).Jiffies);
        timeline.Note(kernel.At(Second));

        Assert.Equal(kernel.BeginOf(Second), timeline.Scale.Begin(kernel.At(Second).Jiffies));
        Assert.Equal(kernel.BeginOf(0), timeline.Scale.Begin(kernel.At(0).Jiffies));
    }

    [Fact]
    public void Moment_should_be_right_after_all_bits_went_round_several_times()
    {
        var kernel = new Kernel(1000, 0);
        var timeline = new JiffiesTimeline(kernel.At(0), kernel.Tick);
        var day = 24 * 3600 * Second;
        for (var at = day; at < 200 * day; at += day)
        {
            timeline.Note(kernel.At(at));
            Assert.Equal(kernel.BeginOf(at - Second), timeline.Scale.Begin(kernel.At(at - Second).Jiffies));
        }
    }

    [Fact]
    public void Moment_should_follow_when_jiffies_fell_behind_for_good()
    {
        var before = new Kernel(250, 1000);
        var after = new Kernel(250, 900);
        var timeline = new JiffiesTimeline(before.At(0), before.Tick);
        for (var i = 1; i <= 2 * 64; i++)
        {
            timeline.Note(after.At(i * Second));
        }

        Assert.InRange(timeline.Scale.Begin(after.At(300 * Second).Jiffies) - after.BeginOf(300 * Second), 0, after.Tick);
    }

    [Fact]
    public void Moment_should_not_move_when_one_sample_is_late()
    {
        var kernel = new Kernel(250, 1000);
        var timeline = new JiffiesTimeline(kernel.At(0), kernel.Tick);
        for (var i = 1; i <= 200; i++)
        {
            var sample = kernel.At(i * Second);
            timeline.Note(i % 3 == 0 ? sample with { Nanoseconds = sample.Nanoseconds + 20_000_000 } : sample);
            Assert.Equal(kernel.BeginOf(i * Second), timeline.Scale.Begin(sample.Jiffies));
        }
    }

    /// <summary>Its jiffies were <paramref name="offset"/> at the clock's zero.</summary>
    private sealed class Kernel(int hz, ulong offset)
    {
        public long Tick { get; } = (Second + hz / 2) / hz;

        public JiffiesSample At(long nanoseconds) => new((uint)(offset + (ulong)(nanoseconds / Tick)), nanoseconds);

        public long BeginOf(long nanoseconds) => nanoseconds / Tick * Tick;
    }
}
