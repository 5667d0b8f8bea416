using FsCheck;
using FsCheck.Xunit;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Core.Tests;

[Properties(Arbitrary = [typeof(Generators)])]
public sealed class BackoffSpec
{
    [Property]
    public bool Wait_should_be_the_doubled_minimum_up_to_the_longest_when_nothing_is_random(Backoff backoff, PositiveInt failures)
    {
        var doubled = Math.Min(backoff.Min.Ticks * Math.Pow(2, failures.Get - 1), backoff.Max.Ticks);
        return backoff.After(failures.Get, 0).Ticks == (long)doubled;
    }

    [Property]
    public bool Wait_should_be_stretched_by_less_than_the_jitter(Backoff backoff, PositiveInt failures, byte random)
    {
        var plain = backoff.After(failures.Get, 0);
        var wait = backoff.After(failures.Get, random / 256.0);
        return wait >= plain && wait.Ticks <= Math.Ceiling(plain.Ticks * (1 + backoff.Jitter));
    }

    [Property]
    public bool Wait_should_never_shrink_when_failures_go_on(Backoff backoff, PositiveInt failures) =>
        backoff.After(failures.Get + 1, 0) >= backoff.After(failures.Get, 0);

    [Property]
    public bool Longest_wait_should_end_the_row(Backoff backoff, byte random) =>
        backoff.After(int.MaxValue, random / 256.0) == backoff.Longest(random / 256.0);

    [Fact]
    public void Waits_should_double_from_the_shortest_to_the_longest()
    {
        var backoff = new Backoff(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(3), 0.2);
        Assert.Equal([200, 400, 800, 1600, 3000, 3000], Enumerable.Range(1, 6).Select(n => backoff.After(n, 0).TotalMilliseconds));
        Assert.Equal(220, backoff.After(1, 0.5).TotalMilliseconds);
        Assert.Equal(3300, backoff.Longest(0.5).TotalMilliseconds);
    }
}
