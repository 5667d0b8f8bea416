using NetMonitor.Actors.Interfaces;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Actors.Tests;

public sealed class RestartPolicySpec
{
    private const int DownAfter = 4;

    private static readonly RestartSettings Settings = new(
        new Backoff(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), 0.5), DownAfter, TimeSpan.FromSeconds(30));

    /// <summary>Seconds after the first to the fifth failure in a row.</summary>
    public static TheoryData<FailureKind, int[]> Waits => new()
    {
        { FailureKind.Attach, [2, 4, 8, 10, 10] },
        { FailureKind.Privilege, [10, 10, 10, 10, 10] },
        { FailureKind.Exhausted, [2, 4, 8, 10, 10] },
        { FailureKind.Read, [2, 4, 8, 10, 10] },
        { FailureKind.MapGone, [0, 2, 4, 10, 10] },
        { FailureKind.Severed, [0, 2, 4, 10, 10] },
        { FailureKind.Stuck, [2, 4, 8, 10, 10] },
        { FailureKind.Gone, [10, 10, 10, 10, 10] },
        { FailureKind.Fault, [2, 4, 8, 10, 10] },
    };

    [Theory]
    [MemberData(nameof(Waits))]
    public void Wait_should_follow_from_the_kind_and_the_row(FailureKind kind, int[] seconds)
    {
        Assert.Equal(seconds, Enumerable.Range(1, 5).Select(failures => (int)Settings.Wait(kind, failures, 0).TotalSeconds));
        Assert.Equal(seconds.Select(wait => wait * 1.25), Enumerable.Range(1, 5).Select(failures => Settings.Wait(kind, failures, 0.5).TotalSeconds));
    }

    [Fact]
    public void Every_kind_should_have_its_waits() =>
        Assert.Equal(Enum.GetValues<FailureKind>(), Waits.Select(row => (FailureKind)row[0]).Order());

    [Theory]
    [InlineData(FailureKind.Read, false)]
    [InlineData(FailureKind.Severed, false)]
    [InlineData(FailureKind.Privilege, true)]
    [InlineData(FailureKind.Gone, true)]
    public void Down_should_be_what_is_tried_every_longest_wait_only(FailureKind kind, bool isDownAtOnce)
    {
        Assert.Equal(isDownAtOnce, Settings.IsDown(kind, 1));
        Assert.True(Settings.IsDown(kind, DownAfter));
    }
}
