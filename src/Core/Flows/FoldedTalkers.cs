using NetMonitor.Core.Summaries;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Flows;

/// <summary>What a full ledger still knows of the flows it folded: the heaviest of each grouping, by bytes and by packets, in fixed space.</summary>
/// <remarks>Flows gather, are summed up exactly, and only the largest sums go on: as one pass of <see cref="SpaceSaving{TKey}"/>, but each flow is
/// looked up once per grouping, and what is cut off is cut off once per <see cref="Gathered"/> flows. With the search for the smallest about 2 us per flow.</remarks>
internal sealed class FoldedTalkers
{
    private const int Counters = 512;
    private const int Gathered = 16_384;

    private readonly List<(FlowKey Key, Count Count)> _gathered = [];
    private readonly Dictionary<FlowKey, Count> _sums = [];
    private readonly HeavyHitters<FlowKey>[] _bytes = new HeavyHitters<FlowKey>[TalkerGroupings.All.Length];
    private readonly HeavyHitters<FlowKey>[] _packets = new HeavyHitters<FlowKey>[TalkerGroupings.All.Length];

    public FoldedTalkers() => Clear();

    public void Add(in FlowKey key, Count count)
    {
        _gathered.Add((key, count));
        if (_gathered.Count == Gathered)
        {
            SumUp();
        }
    }

    public HeavyHitters<FlowKey> Bytes(TalkerGrouping grouping)
    {
        SumUp();
        return _bytes[(int)grouping];
    }

    public HeavyHitters<FlowKey> Packets(TalkerGrouping grouping)
    {
        SumUp();
        return _packets[(int)grouping];
    }

    public void Clear()
    {
        _gathered.Clear();
        Array.Fill(_bytes, HeavyHitters<FlowKey>.Empty);
        Array.Fill(_packets, HeavyHitters<FlowKey>.Empty);
    }

    private void SumUp()
    {
        if (_gathered.Count == 0)
        {
            return;
        }

        foreach (var grouping in TalkerGroupings.All)
        {
            foreach (var (key, count) in _gathered)
            {
                var group = grouping.Group(key);
                _sums[group] = _sums.GetValueOrDefault(group) + count;
            }

            Merge(ref _bytes[(int)grouping], static count => count.Bytes);
            Merge(ref _packets[(int)grouping], static count => count.Packets);
            _sums.Clear();
        }

        _gathered.Clear();
    }

    private void Merge(ref HeavyHitters<FlowKey> summary, Func<Count, ulong> measure)
    {
        var largest = new LargestKeys(Counters);
        foreach (var (key, count) in _sums)
        {
            largest.Add(key, measure(count));
        }

        summary = summary.Merge(largest.ToHeavyHitters());
    }
}
