using System.Runtime.CompilerServices;
using NetMonitor.Core.Summaries;

namespace NetMonitor.Core.Flows;

/// <summary>Of sums that are known exactly, each key once, the largest: a summary like any other, for none that is left out is larger.</summary>
/// <remarks>A sum below the smallest one held costs a comparison. Of equal sums the lower key is the larger, as
/// <see cref="HeavyHitter{TKey}.CompareTo"/> has it, so that the order of adding decides nothing.</remarks>
internal sealed class LargestKeys(int capacity)
{
    /// <summary>Once it is full a heap, with the lowest of rank at the root.</summary>
    private readonly HeavyHitter<FlowKey>[] _heap = new HeavyHitter<FlowKey>[capacity];
    private int _count;
    private ulong _total;

    /// <summary>The least sum that may have a place; 1 while there is room.</summary>
    private ulong _least = 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(in FlowKey key, ulong sum)
    {
        if (Weigh(sum))
        {
            Offer(key, sum);
        }
    }

    /// <summary>Adds a sum without its key, which mostly does not matter.</summary>
    /// <returns>It does, and <see cref="Offer"/> takes it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Weigh(ulong sum)
    {
        _total += sum;
        return sum >= _least;
    }

    /// <param name="sum">Was weighed.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Offer(in FlowKey key, ulong sum)
    {
        if (_count < capacity || IsLower(_heap[0], key, sum))
        {
            Hold(key, sum);
        }
    }

    private void Hold(in FlowKey key, ulong sum)
    {
        if (_count < capacity)
        {
            _heap[_count++] = new(key, sum, 0);
            if (_count == capacity)
            {
                Array.Sort(_heap, static (a, b) => b.CompareTo(a));
                _least = _heap[0].Count;
            }
        }
        else
        {
            Sink(key, sum);
            _least = _heap[0].Count;
        }
    }

    public HeavyHitters<FlowKey> ToHeavyHitters() =>
        _total == 0 ? HeavyHitters<FlowKey>.Empty : HeavyHitters<FlowKey>.Largest(capacity, _total, _heap.AsSpan(0, _count).ToArray());

    /// <summary>As new, without allocating anew.</summary>
    public void Clear() => (_count, _total, _least) = (0, 0, 1);

    /// <summary>In the root's place.</summary>
    private void Sink(in FlowKey key, ulong sum)
    {
        var place = 0;
        for (var child = 1; child < capacity; child = (2 * place) + 1)
        {
            if (child + 1 < capacity && IsLower(_heap[child + 1], _heap[child].Key, _heap[child].Count))
            {
                child++;
            }

            if (!IsLower(_heap[child], key, sum))
            {
                break;
            }

            _heap[place] = _heap[child];
            place = child;
        }

        _heap[place] = new(key, sum, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsLower(in HeavyHitter<FlowKey> entry, in FlowKey key, ulong sum) =>
        entry.Count < sum || (entry.Count == sum && FlowKey.Compare(key, entry.Key) < 0);
}
