using NetMonitor.Core.Costs;

namespace NetMonitor.Core.Tests.Costs;

public sealed class CpuShareSpec
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly CpuShare _share = new(10 * Second);

    [Fact]
    public void Share_should_not_be_known_from_one_reading()
    {
        Assert.Null(_share.Value);
        _share.Add(5 * Second, Second);
        Assert.Null(_share.Value);
        _share.Add(5 * Second, Second);
        Assert.Null(_share.Value);
    }

    [Fact]
    public void Share_should_be_that_of_the_window_alone()
    {
        for (var second = 0; second <= 100; second++)
        {
            // Half of a core until 90 s, a tenth after it.
            _share.Add(second * Second, Math.Min(second, 90) * 0.5 * Second + Math.Max(second - 90, 0) * 0.1 * Second);
        }

        Assert.Equal(0.1, _share.Value!.Value, 6);
        Assert.True(_share.IsWhole);
    }

    [Fact]
    public void Share_should_be_of_the_whole_window_when_readings_are_rare()
    {
        _share.Add(TimeSpan.Zero, TimeSpan.Zero);
        _share.Add(8 * Second, 4 * Second);
        Assert.False(_share.IsWhole);
        _share.Add(16 * Second, 4 * Second);
        Assert.True(_share.IsWhole);

        Assert.Equal(0.25, _share.Value!.Value, 6);
        _share.Add(24 * Second, 4 * Second);
        Assert.Equal(0, _share.Value!.Value, 6);
    }
}
