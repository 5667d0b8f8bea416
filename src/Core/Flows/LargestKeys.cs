using NetMonitor.Core.Summaries;

namespace NetMonitor.Core.Flows;

/// <summary>Of sums that are known exactly, each key once, the largest: a summary like any other, for none that is left out is larger.</summary>
internal sealed class LargestKeys(int capacity)
{
    // Ranks are ordered the largest first, so the lowest of rank is the greatest.
    private static readonly IComparer<HeavyHitter<FlowKey>> LowestRankFirst =
        Comparer<HeavyHitter<FlowKey>>.Create(static (a, b) => b.CompareTo(a));

    private readonly PriorityQueue<HeavyHitter<FlowKey>, HeavyHitter<FlowKey>> _largest = new(LowestRankFirst);
    private ulong _total;
    private ulong _least;

    public void Add(in FlowKey key, ulong sum)
    {
        _total += sum;
        if (sum < _least || sum == 0)
        {
            return;
        }

        var entry = new HeavyHitter<FlowKey>(key, sum, 0);
        if (_largest.Count < capacity)
        {
            _largest.Enqueue(entry, entry);
        }
        else
        {
            _largest.EnqueueDequeue(entry, entry);
            _least = _largest.Peek().Count;
        }
    }

    public HeavyHitters<FlowKey> ToHeavyHitters()
    {
        if (_total == 0)
        {
            return HeavyHitters<FlowKey>.Empty;
        }

        HeavyHitter<FlowKey>[] entries = [.. _largest.UnorderedItems.Select(static item => item.Element)];
        return HeavyHitters<FlowKey>.Largest(capacity, _total, entries);
    }

    /// <summary>As new, without allocating anew.</summary>
    public void Clear()
    {
        _largest.Clear();
        (_total, _least) = (0, 0);
    }
}
