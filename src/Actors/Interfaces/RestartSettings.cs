using NetMonitor.Actors.Configuration;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Actors.Interfaces;

/// <summary>What happens when a NIC fails (<c>netmonitor.restart</c>).</summary>
/// <param name="DownAfter">So many failures in a row make a NIC down; it is then tried again every longest wait.</param>
/// <param name="ResetAfter">An attachment that lasted so long ends a row of failures.</param>
public sealed record RestartSettings(Backoff Backoff, int DownAfter, TimeSpan ResetAfter)
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    public static RestartSettings From(SettingsReader settings)
    {
        var min = settings.Duration("netmonitor.restart.min-backoff", ShortestWait, LongestWait);
        var max = settings.Duration("netmonitor.restart.max-backoff", ShortestWait, LongestWait);
        settings.Require(
            min <= max,
            "netmonitor.restart.max-backoff",
            found: settings.Found("netmonitor.restart.max-backoff"),
            accepted: "a duration not below netmonitor.restart.min-backoff");
        return new RestartSettings(
            new Backoff(min, max, settings.Fraction("netmonitor.restart.jitter")),
            settings.Integer("netmonitor.restart.down-after", 1, int.MaxValue),
            settings.Duration("netmonitor.restart.reset-after", TimeSpan.Zero, LongestWait));
    }

    /// <summary>The wait after a failure of this kind, which is the last of <paramref name="failures"/> in a row.</summary>
    /// <param name="random">In [0, 1).</param>
    /// <returns>Zero for at once.</returns>
    public TimeSpan Wait(FailureKind kind, int failures, double random) => RestartPolicy.PaceOf(kind) switch
    {
        _ when IsDown(kind, failures) => Backoff.Longest(random),
        RestartPace.AtOnce when failures == 1 => TimeSpan.Zero,
        RestartPace.AtOnce => Backoff.After(failures - 1, random),
        _ => Backoff.After(failures, random),
    };

    /// <summary>It is tried again every longest wait, and shown so.</summary>
    public bool IsDown(FailureKind kind, int failures) => failures >= DownAfter || RestartPolicy.PaceOf(kind) == RestartPace.Slow;
}
