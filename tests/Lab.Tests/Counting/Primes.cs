using System.Collections.Immutable;

namespace NetMonitor.Lab.Tests.Counting;

/// <summary>How often to send each kind: a count that went to another series, or was counted twice, makes no other sum right.</summary>
internal static class Primes
{
    /// <summary>From 2 on.</summary>
    public static ImmutableArray<int> First(int count) =>
        [.. Enumerable.Range(2, int.MaxValue - 2).Where(n => Enumerable.Range(2, n - 2).TakeWhile(d => d * d <= n).All(d => n % d != 0)).Take(count)];
}
