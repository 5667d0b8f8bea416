namespace NetMonitor.Core.Flows;

/// <summary>Finds the flows that give way when a table is full: the fewest bytes; of several, the longest silent; then the greatest key.
/// The order is total, so that the choice depends on the flows alone and not on where they lie.</summary>
internal sealed class SmallestFlows(FlowTable table, ulong seed)
{
    private Candidate[] _candidates = [];
    private int[] _places = [];
    private ulong _random = seed | 1;

    /// <summary>Expected O(n) for n flows, whatever their sizes: the pivots are random (Hoare, Find, CACM 4, 1961).</summary>
    /// <param name="count">At most as many as there are.</param>
    /// <returns>Their places, descending: in this order each can be removed without moving another one. Valid until the next call.</returns>
    public ReadOnlySpan<int> Find(int count)
    {
        if (_candidates.Length < table.Count)
        {
            _candidates = new Candidate[table.Count];
        }

        if (_places.Length < count)
        {
            _places = new int[count];
        }

        var candidates = _candidates.AsSpan(0, table.Count);
        for (var place = 0; place < candidates.Length; place++)
        {
            candidates[place] = new(table.Bytes(place), table.Last(place), place);
        }

        Part(candidates, count);
        var places = _places.AsSpan(0, count);
        for (var i = 0; i < count; i++)
        {
            places[i] = candidates[i].Place;
        }

        places.Sort(static (a, b) => b.CompareTo(a));
        return places;
    }

    private int Compare(in Candidate a, in Candidate b)
    {
        if (a.Bytes != b.Bytes)
        {
            return a.Bytes < b.Bytes ? -1 : 1;
        }

        if (a.Last != b.Last)
        {
            return a.Last < b.Last ? -1 : 1;
        }

        if (a.Place == b.Place)
        {
            return 0;
        }

        ref var x = ref table[a.Place];
        ref var y = ref table[b.Place];
        return y.Key.CompareTo(x.Key) is var byKey and not 0 ? byKey : y.Channel.CompareTo(x.Channel);
    }

    /// <summary>Brings the smallest to the front.</summary>
    private void Part(Span<Candidate> candidates, int count)
    {
        while (candidates.Length > 1 && count > 0 && count < candidates.Length)
        {
            var pivot = candidates[(int)(Next() % (uint)candidates.Length)];
            var (left, right) = (0, candidates.Length - 1);
            while (left <= right)
            {
                while (Compare(candidates[left], pivot) < 0)
                {
                    left++;
                }

                while (Compare(candidates[right], pivot) > 0)
                {
                    right--;
                }

                if (left <= right)
                {
                    (candidates[left], candidates[right]) = (candidates[right], candidates[left]);
                    left++;
                    right--;
                }
            }

            if (count <= right)
            {
                candidates = candidates[..(right + 1)];
            }
            else if (count > left)
            {
                candidates = candidates[left..];
                count -= left;
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>xorshift64* (Vigna, An Experimental Exploration of Marsaglia's xorshift Generators, Scrambled, 2016).</summary>
    private uint Next()
    {
        _random ^= _random >> 12;
        _random ^= _random << 25;
        _random ^= _random >> 27;
        return (uint)((_random * 0x2545F4914F6CDD1D) >> 32);
    }

    /// <summary>What decides mostly, side by side in memory.</summary>
    private readonly record struct Candidate(ulong Bytes, long Last, int Place);
}
