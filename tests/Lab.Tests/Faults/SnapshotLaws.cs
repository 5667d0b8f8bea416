using System.Collections.Concurrent;
using NetMonitor.Core.Host;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Lab.Tests.Faults;

/// <summary>What holds from each snapshot to the next, whatever happens to the NICs.</summary>
internal sealed class SnapshotLaws
{
    private HostSnapshot _previous = HostSnapshot.Empty;

    public ConcurrentQueue<string> Broken { get; } = [];

    public int Seen { get; private set; }

    public void Check(HostSnapshot snapshot)
    {
        Seen++;
        Expect(snapshot.Sequence - _previous.Sequence is 0 or 1, "a snapshot was not seen");
        foreach (var (name, before) in _previous.Interfaces)
        {
            Expect(snapshot.Interfaces.ContainsKey(name), $"{name}: gone from the snapshot");
            if (snapshot.Interfaces.TryGetValue(name, out var now))
            {
                Check(name, before, now);
            }
        }

        Expect(snapshot.Total.Covers(_previous.Total), "the host's total stepped back");
        Expect(snapshot.SumOfNics.Covers(_previous.SumOfNics), "the sum over all NICs stepped back");
        _previous = snapshot;
    }

    private void Check(string name, InterfaceState before, InterfaceState now)
    {
        Expect(now.Totals.Covers(before.Totals), $"{name}: totals stepped back");
        Expect(now.UncountedRx >= before.UncountedRx && now.UncountedTx >= before.UncountedTx, $"{name}: uncounted stepped back");
        Expect(now.Restarts >= before.Restarts, $"{name}: restarts stepped back");
        Expect(now.Rates is not { } rates || (IsRate(rates.Rx) && IsRate(rates.Tx)), $"{name}: rates {now.Rates}");
        Expect(now.Totals.Rx.SumOverClasses == now.Totals.Rx.Total, $"{name}: classes and total differ (rx)");
        Expect(now.Totals.Tx.SumOverClasses == now.Totals.Tx.Total, $"{name}: classes and total differ (tx)");
    }

    private static bool IsRate(Rate rate) =>
        rate is { PacketsPerSecond: >= 0 and < double.PositiveInfinity, BitsPerSecond: >= 0 and < double.PositiveInfinity };

    private void Expect(bool holds, string otherwise)
    {
        if (!holds)
        {
            Broken.Enqueue(otherwise);
        }
    }
}
