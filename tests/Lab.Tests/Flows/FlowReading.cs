using NetMonitor.Actors.Interfaces;
using NetMonitor.Core.Flows;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Lab.Tests.Flows;

/// <summary>Reads one NIC as the product does, window by window into a ledger, and looks at the account of each.</summary>
internal sealed class FlowReading(IInterfaceReader reader)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);
    private static readonly Direction[] Directions = Enum.GetValues<Direction>();

    private readonly FlowAccount[] _sums = [FlowAccount.Empty, FlowAccount.Empty];
    private readonly List<string> _broken = [];

    /// <summary>With what the reference configuration gives it. No time passes for it: nothing is forgotten.</summary>
    public FlowLedger Ledger { get; } = new(
        new FlowLedgerSettings(131_072, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(15)), seed: 1);

    /// <summary>Those that had flows to tell of.</summary>
    public int Windows { get; private set; }

    /// <summary>One line for each window and direction whose account does not add up.</summary>
    public IReadOnlyList<string> Broken => _broken;

    /// <summary>As of the last reading, absolute.</summary>
    public TrafficCounters Counters { get; private set; } = TrafficCounters.Zero;

    /// <summary>In all windows so far, both directions.</summary>
    public ulong Packets => Directions.Aggregate(0ul, (sum, direction) => sum + this[direction].Total.Packets);

    /// <summary>The sum of all windows so far.</summary>
    public FlowAccount this[Direction direction] => _sums[(int)direction];

    public void CloseWindow()
    {
        var closed = new ManualResetEventSlim();
        reader.CloseWindow(closed.Set);
        if (!closed.Wait(Bound))
        {
            throw new TimeoutException($"no window of {reader.Link.Name} closed within {Bound}");
        }

        Counters = reader.Read().Counters;
        Take();
    }

    public void Finish()
    {
        Counters = reader.Finish().Counters;
        Take();
    }

    private void Take()
    {
        using var window = reader.TakeFlows(reader.Link.Name);
        if (window is null)
        {
            return;
        }

        Windows++;
        foreach (var direction in Directions)
        {
            _sums[(int)direction] += window[direction];
            var coverage = FlowCoverage.Of(window[direction]);
            if (!coverage.IsExact)
            {
                _broken.Add($"window {Windows}, {direction}: {string.Join("; ", coverage.Differences)} of {coverage.Total}");
            }
        }

        Ledger.Fold(window);
    }
}
