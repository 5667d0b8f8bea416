namespace NetMonitor.Core.Flows;

/// <summary>Finds the flows that give way when a table is full: the fewest bytes; of several, the longest silent; then the greatest key.
/// The order is total, so that the choice depends on the flows alone and not on where they lie.</summary>
internal sealed class SmallestFlows(FlowTable table, ulong seed) : IComparer<int>
{
    private int[] _places = [];
    private ulong _random = seed | 1;

    /// <summary>Expected O(n) for n flows, whatever their sizes: the pivots are random (Hoare, Find, CACM 4, 1961).</summary>
    /// <param name="count">At most as many as there are.</param>
    /// <returns>Their places, descending: in this order each can be removed without moving another one. Valid until the next call.</returns>
    public ReadOnlySpan<int> Find(int count)
    {
        if (_places.Length < table.Count)
        {
            _places = new int[table.Count];
        }

        var places = _places.AsSpan(0, table.Count);
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = i;
        }

        Part(places, count);
        places[..count].Sort(static (a, b) => b.CompareTo(a));
        return places[..count];
    }

    public int Compare(int a, int b)
    {
        if (a == b)
        {
            return 0;
        }

        if (table.Bytes(a).CompareTo(table.Bytes(b)) is var byBytes and not 0)
        {
            return byBytes;
        }

        ref var x = ref table[a];
        ref var y = ref table[b];
        return table.Whole(a).Last.Nanoseconds.CompareTo(table.Whole(b).Last.Nanoseconds) is var byLast and not 0 ? byLast
            : y.Key.CompareTo(x.Key) is var byKey and not 0 ? byKey
            : y.Channel.CompareTo(x.Channel);
    }

    /// <summary>Brings the smallest to the front.</summary>
    private void Part(Span<int> places, int count)
    {
        while (places.Length > 1 && count > 0 && count < places.Length)
        {
            var pivot = places[(int)(Next() % (uint)places.Length)];
            var (left, right) = (0, places.Length - 1);
            while (left <= right)
            {
                while (Compare(places[left], pivot) < 0)
                {
                    left++;
                }

                while (Compare(places[right], pivot) > 0)
                {
                    right--;
                }

                if (left <= right)
                {
                    (places[left], places[right]) = (places[right], places[left]);
                    left++;
                    right--;
                }
            }

            if (count <= right)
            {
                places = places[..(right + 1)];
            }
            else if (count > left)
            {
                places = places[left..];
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
}
