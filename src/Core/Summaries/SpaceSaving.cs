namespace NetMonitor.Core.Summaries;

/// <summary>Finds the largest keys of a weighted stream in the space of <paramref name="capacity"/> counters.</summary>
/// <remarks>
/// Metwally, Agrawal, El Abbadi, Efficient Computation of Frequent and Top-k Elements in Data Streams, ICDT 2005: a key without a counter takes
/// over the smallest one, and what that one held is the newcomer's error. Theirs finds the smallest in O(1) for weights of one; here weights are
/// bytes or packets of whole flows, so it is the root of a heap: O(log k) per key, and mostly O(1), since a large key moves little.
/// Everything is allocated at the start. Not for use by several threads at once.
/// <para>The result depends on the stream alone: of several smallest the one with the greatest key goes, as
/// <see cref="HeavyHitter{TKey}.CompareTo"/> orders them. Hash codes decide nothing, so they may (and, for keys that strangers choose, should) differ
/// between processes.</para>
/// </remarks>
/// <typeparam name="TKey">Compares as 0 exactly where it is equal.</typeparam>
public sealed class SpaceSaving<TKey>(int capacity)
    where TKey : notnull, IEquatable<TKey>, IComparable<TKey>
{
    private readonly int _capacity = capacity > 0 ? capacity : throw new ArgumentOutOfRangeException(nameof(capacity));
    private readonly Dictionary<TKey, int> _slots = new(capacity);

    /// <summary>Per slot. A key stays in its slot while its counter moves through the heap, so that moving touches no dictionary.</summary>
    private readonly TKey[] _keys = new TKey[capacity];
    private readonly ulong[] _errors = new ulong[capacity];
    private readonly int[] _places = new int[capacity];

    /// <summary>The lowest of rank is at the root.</summary>
    private readonly Counter[] _heap = new Counter[capacity];

    /// <summary>Exact sum of the weights added.</summary>
    public ulong Total { get; private set; }

    public void Add(TKey key, ulong weight)
    {
        if (weight == 0)
        {
            return;
        }

        Total += weight;
        if (_slots.TryGetValue(key, out var slot))
        {
            Sink(_places[slot], _heap[_places[slot]].Count + weight, slot);
        }
        else if (_slots.Count < _capacity)
        {
            slot = _slots.Count;
            _slots.Add(key, slot);
            _keys[slot] = key;
            _errors[slot] = 0;
            Rise(slot, weight, slot);
        }
        else
        {
            var smallest = _heap[0];
            slot = smallest.Slot;
            _slots.Remove(_keys[slot]);
            _slots.Add(key, slot);
            _keys[slot] = key;
            _errors[slot] = smallest.Count;
            Sink(0, smallest.Count + weight, slot);
        }
    }

    public HeavyHitters<TKey> ToHeavyHitters()
    {
        var entries = new HeavyHitter<TKey>[_slots.Count];
        for (var place = 0; place < entries.Length; place++)
        {
            var (count, slot) = _heap[place];
            entries[place] = new(_keys[slot], count, _errors[slot]);
        }

        return HeavyHitters<TKey>.Largest(_capacity, Total, entries);
    }

    /// <summary>As new, without allocating anew.</summary>
    public void Clear()
    {
        _slots.Clear();
        Array.Clear(_keys);
        Total = 0;
    }

    private void Sink(int place, ulong count, int slot)
    {
        var held = _slots.Count;
        for (var child = (2 * place) + 1; child < held; child = (2 * place) + 1)
        {
            if (child + 1 < held && IsLower(_heap[child + 1], _heap[child].Count, _heap[child].Slot))
            {
                child++;
            }

            if (!IsLower(_heap[child], count, slot))
            {
                break;
            }

            Put(place, _heap[child]);
            place = child;
        }

        Put(place, new(count, slot));
    }

    private void Rise(int place, ulong count, int slot)
    {
        while (place > 0)
        {
            var parent = (place - 1) / 2;
            if (IsLower(_heap[parent], count, slot))
            {
                break;
            }

            Put(place, _heap[parent]);
            place = parent;
        }

        Put(place, new(count, slot));
    }

    private bool IsLower(Counter counter, ulong count, int slot) =>
        counter.Count < count || (counter.Count == count && _keys[counter.Slot].CompareTo(_keys[slot]) > 0);

    private void Put(int place, Counter counter)
    {
        _heap[place] = counter;
        _places[counter.Slot] = place;
    }

    private readonly record struct Counter(ulong Count, int Slot);
}
