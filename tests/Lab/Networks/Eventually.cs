using System.Diagnostics;

namespace NetMonitor.Lab;

/// <summary>Waits for a condition, with a bound so generous that only a failure reaches it.</summary>
public static class Eventually
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <exception cref="TimeoutException">Names <paramref name="what"/>.</exception>
    public static void True(Func<bool> condition, string what, TimeSpan? within = null)
    {
        using var never = new ManualResetEventSlim();
        for (var watch = Stopwatch.StartNew(); !condition(); never.Wait(Pause))
        {
            ThrowWhenOver(watch, what, within);
        }
    }

    /// <inheritdoc cref="True"/>
    public static async Task TrueAsync(Func<Task<bool>> condition, string what, TimeSpan? within = null)
    {
        for (var watch = Stopwatch.StartNew(); !await condition(); await Task.Delay(Pause))
        {
            ThrowWhenOver(watch, what, within);
        }
    }

    private static void ThrowWhenOver(Stopwatch watch, string what, TimeSpan? within)
    {
        if (watch.Elapsed > (within ?? Bound))
        {
            throw new TimeoutException($"not within {within ?? Bound}: {what}");
        }
    }
}
