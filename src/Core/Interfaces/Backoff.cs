namespace NetMonitor.Core.Interfaces;

/// <summary>How long to wait before something that failed is tried again.</summary>
/// <param name="Min">The wait after the first failure; each further one in a row doubles it.</param>
/// <param name="Max">The longest wait, before the jitter.</param>
/// <param name="Jitter">From 0 to 1: each wait is stretched by a random part of up to this fraction.</param>
public sealed record Backoff(TimeSpan Min, TimeSpan Max, double Jitter)
{
    /// <param name="failures">Failures in a row, from 1.</param>
    /// <param name="random">In [0, 1).</param>
    public TimeSpan After(int failures, double random) => Stretch(Doubled(failures), random);

    /// <summary>The longest wait, stretched.</summary>
    /// <param name="random">In [0, 1).</param>
    public TimeSpan Longest(double random) => Stretch(Max, random);

    private TimeSpan Doubled(int failures)
    {
        var doublings = Math.Min(failures - 1, 62);
        return Min.Ticks > Max.Ticks >> doublings ? Max : TimeSpan.FromTicks(Min.Ticks << doublings);
    }

    private TimeSpan Stretch(TimeSpan wait, double random) => wait + (wait * (Jitter * random));
}
