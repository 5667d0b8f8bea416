using NetMonitor.Core.Flows;
using NetMonitor.Core.Traffic;
using static NetMonitor.Core.Tests.Flows.FlowExample;

namespace NetMonitor.Core.Tests.Flows;

/// <summary>The ledger looks for flows in the order in which the window before brought them. Whatever that order is worth, it must only cost time.</summary>
public sealed class FlowOrderSpec
{
    private const int Pool = 700;

    /// <param name="shuffled">Of a hundred windows, how many come in no order.</param>
    /// <param name="churn">Of a hundred flows, how many have no packet in a window.</param>
    [Theory]
    [InlineData(0, 0, 10_000)]
    [InlineData(0, 2, 10_000)]
    [InlineData(0, 40, 10_000)]
    [InlineData(30, 10, 10_000)]
    [InlineData(100, 30, 10_000)]
    [InlineData(30, 30, 300)]
    public void Order_of_large_windows_should_decide_nothing_but_the_speed(int shuffled, int churn, int capacity)
    {
        var random = new Random((shuffled * 1000) + churn);
        var ledger = new FlowLedger(FlowHistory.Settings(capacity), 1);
        var truth = new Dictionary<(string Nic, Direction Direction, FlowKey Key), Count>();
        var orders = new Dictionary<string, int[]> { ["eth0"] = Shuffled(random), ["eth1"] = Shuffled(random) };
        for (var round = 1; round <= 40; round++)
        {
            foreach (var (nic, order) in orders)
            {
                if (random.Next(100) < shuffled)
                {
                    random.Shuffle(order);
                }

                FlowSample[] samples = [.. order.Where(_ => random.Next(100) >= churn).Select(flow => Sample(flow, (ulong)random.Next(1, 4), round / 10.0))];
                using var window = Window(nic, round / 10.0, samples);
                ledger.Fold(window);
                foreach (var sample in samples)
                {
                    var key = (nic, sample.Direction, sample.Key);
                    truth[key] = truth.GetValueOrDefault(key) + Count(sample.Counts);
                }
            }

            ledger.Advance(At(round / 10.0));
        }

        var dump = ledger.Dump();
        Assert.Equal(truth.Values.Sum(), dump.Rows.Select(row => Count(row.Counts)).Sum() + Other(ledger.View(0)));
        Assert.All(dump.Rows, row => Assert.InRange(row.Counts.Packets, 1UL, truth[(row.Nic, row.Direction, row.Key)].Packets));
        if (capacity > 2 * Pool)
        {
            Assert.Equal(truth.OrderBy(one => one.Key), dump.Rows.ToDictionary(row => (row.Nic, row.Direction, row.Key), row => Count(row.Counts)).OrderBy(one => one.Key));
        }
    }

    private static Count Other(FlowView view) =>
        view.Nics.Select(nic => nic.RxBalance.Other + nic.RxBalance.Forgotten + nic.TxBalance.Other + nic.TxBalance.Forgotten).Sum();

    private static int[] Shuffled(Random random)
    {
        int[] order = [.. Enumerable.Range(0, Pool)];
        random.Shuffle(order);
        return order;
    }

    private static FlowSample Sample(int flow, ulong packets, double at) => new((Direction)(flow % 2), Key(flow / 2), Counts(packets, at, at));
}
