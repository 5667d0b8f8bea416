using System.Runtime.CompilerServices;

namespace NetMonitor.Core.Flows;

/// <summary>Flows side by side in memory, found by an open-addressing index with linear probing. What a walk over all flows needs (when
/// something is due, how many bytes) is in arrays of its own, so that such a walk reads 8 bytes per flow or few times that.</summary>
/// <remarks>Grows by doubling up to its capacity and never shrinks: about 200 bytes per flow. The index is at most half full, and removal shifts
/// back what follows, so that no tombstones gather.</remarks>
internal sealed class FlowTable(int capacity, ulong seed)
{
    private const int FirstLength = 1024;

    private readonly FlowHash _hash = new(seed);

    /// <summary>The hash above the flow's place plus one; 0 is free.</summary>
    private ulong[] _index = new ulong[4];
    private HeldFlow[] _flows = [];
    private FlowCounts[] _closed = [];
    private long[] _due = [];
    private ulong[] _bytes = [];
    private ulong[] _weighed = [];
    private int[] _channels = [];
    private FlowSketch[] _sketches = [];
    private int[] _next = [];

    public int Count { get; private set; }

    public bool IsFull => Count == capacity;

    public ReadOnlySpan<long> AllDue => _due.AsSpan(0, Count);

    public ReadOnlySpan<ulong> AllBytes => _bytes.AsSpan(0, Count);

    /// <summary>As <see cref="Weighed"/>.</summary>
    public Span<ulong> AllWeighed => _weighed.AsSpan(0, Count);

    public ref HeldFlow this[int place] => ref _flows[place];

    /// <summary>What was handed out of a flow already.</summary>
    public ref FlowCounts Closed(int place) => ref _closed[place];

    /// <summary>Nanoseconds of the monotonic clock. Nothing has to be done about the flow before.</summary>
    public ref long Due(int place) => ref _due[place];

    /// <summary>Of all parts.</summary>
    public ref ulong Bytes(int place) => ref _bytes[place];

    /// <summary>Of these, those that <see cref="FlowSummaries"/> have.</summary>
    public ref ulong Weighed(int place) => ref _weighed[place];

    /// <summary>Which NIC and direction, as in the flow itself.</summary>
    public ReadOnlySpan<int> AllChannels => _channels.AsSpan(0, Count);

    /// <summary>Default as long as nobody asked for it.</summary>
    public Span<FlowSketch> AllSketches => _sketches.AsSpan(0, Count);

    public FlowCounts Whole(int place) => FlowCounts.Sum(_closed[place], _flows[place].Open);

    /// <summary>When its last packet was seen, in nanoseconds of the monotonic clock.</summary>
    public long Last(int place)
    {
        ref var open = ref _flows[place].Open;
        ref var closed = ref _closed[place];
        return open.IsEmpty ? closed.Last.Nanoseconds
            : closed.IsEmpty ? open.Last.Nanoseconds
            : Math.Max(open.Last.Nanoseconds, closed.Last.Nanoseconds);
    }

    /// <summary>The place of the flow that came after this one in the NIC's window before, as far as it is known: a window brings its flows in the order
    /// of the kernel's slots, and those that last keep theirs. Flows have moved since, perhaps: see <see cref="IsAt"/>.</summary>
    public ref int Next(int place) => ref _next[place];

    /// <summary>Where flows of one NIC most likely are, or -1, without their hashes as long as they come in the order of the window before.</summary>
    /// <param name="channel">Of the NIC's first direction.</param>
    /// <param name="place">Where the first of them most likely is; then, the one that follows the last.</param>
    /// <returns>How many had to be looked up in the index, where nothing was fetched ahead.</returns>
    public int Follow(ReadOnlySpan<FlowSample> flows, int channel, ref int place, Span<int> places)
    {
        var next = _next;
        var misses = 0;
        places = places[..flows.Length];
        for (var i = 0; i < places.Length; i++)
        {
            ref readonly var flow = ref flows[i];
            if (!IsAt(place, in FlowSample.KeyOf(in flow), channel + (int)flow.Direction))
            {
                misses++;
                places[i] = Find(HashOf(in flow, channel), in FlowSample.KeyOf(in flow), channel + (int)flow.Direction);
                if (places[i] < 0)
                {
                    // A new one, between two that are known.
                    continue;
                }

                place = places[i];
            }

            places[i] = place;
            place = (uint)place < (uint)next.Length ? next[place] : -1;
        }

        return misses;
    }

    /// <summary>What <see cref="Find"/> takes.</summary>
    /// <param name="channel">As <see cref="Hash"/> has it.</param>
    public uint HashOf(in FlowSample flow, int channel) => _hash.Of(in FlowSample.KeyOf(in flow), channel + (int)flow.Direction);

    /// <summary>Of each flow of one NIC, what <see cref="Find"/> takes.</summary>
    /// <param name="channel">Of the NIC's first direction.</param>
    public void Hash(ReadOnlySpan<FlowSample> flows, int channel, Span<uint> hashes)
    {
        hashes = hashes[..flows.Length];
        for (var i = 0; i < hashes.Length; i++)
        {
            ref readonly var flow = ref flows[i];
            hashes[i] = _hash.Of(in FlowSample.KeyOf(in flow), channel + (int)flow.Direction);
        }
    }

    /// <summary>Where flows of these hashes most likely are, or -1. What <see cref="Find"/> reads of the index is in the cache then.</summary>
    public void Guess(ReadOnlySpan<uint> hashes, Span<int> places)
    {
        var index = _index;
        var mask = index.Length - 1;
        places = places[..hashes.Length];

        // First nothing but fetches, so that as many are under way together as a core can have.
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = (int)(index[(int)hashes[i] & mask] >> 32);
        }

        for (var i = 0; i < places.Length; i++)
        {
            var at = (int)hashes[i] & mask;
            while (index[at] != 0 && (uint)(index[at] >> 32) != hashes[i])
            {
                at = (at + 1) & mask;
            }

            places[i] = (int)(uint)index[at] - 1;
        }
    }

    /// <summary>Has flows fetched into the cache, in the same way.</summary>
    /// <returns>Nothing of meaning; without a use the fetch would be left out.</returns>
    public ulong FetchFlows(ReadOnlySpan<int> places)
    {
        var flows = _flows;
        var bytes = _bytes;
        var fetched = 0UL;
        foreach (var place in places)
        {
            if ((uint)place < (uint)flows.Length && (uint)place < (uint)bytes.Length)
            {
                ref var flow = ref flows[place];
                fetched ^= flow.Key.Source.Low ^ flow.Open.Packets ^ bytes[place];
            }
        }

        return fetched;
    }

    /// <summary>The flow is there, which is cheaper to find out than where it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsAt(int place, in FlowKey key, int channel)
    {
        var flows = _flows;
        return (uint)place < (uint)Count && (uint)place < (uint)flows.Length && flows[place].Channel == channel && FlowKey.IsSame(flows[place].Key, key);
    }

    /// <returns>The flow's place, or -1.</returns>
    public int Find(uint hash, in FlowKey key, int channel)
    {
        var index = _index;
        var mask = (uint)(index.Length - 1);
        for (var at = hash & mask; index[at] != 0; at = (at + 1) & mask)
        {
            if ((uint)(index[at] >> 32) == hash)
            {
                var place = (int)(uint)index[at] - 1;
                ref var flow = ref _flows[place];
                if (flow.Channel == channel && FlowKey.IsSame(flow.Key, key))
                {
                    return place;
                }
            }
        }

        return -1;
    }

    /// <summary>Of one that is not there, while there is room.</summary>
    /// <returns>Its place. Places change with each removal.</returns>
    public int Add(uint hash, in FlowKey key, int channel)
    {
        if (Count == _flows.Length)
        {
            Grow();
        }

        var place = Count++;
        _flows[place] = new() { Key = key, Channel = channel };
        _closed[place] = default;
        _bytes[place] = 0;
        _weighed[place] = 0;
        _channels[place] = channel;
        _sketches[place] = default;
        _next[place] = -1;
        Index(hash, place);
        return place;
    }

    /// <summary>The last flow moves into the free place.</summary>
    public void RemoveAt(int place)
    {
        Unindex(IndexOf(place));
        var last = --Count;
        if (place != last)
        {
            var at = IndexOf(last);
            _index[at] = (_index[at] & 0xffff_ffff_0000_0000) | (uint)(place + 1);
            _flows[place] = _flows[last];
            _closed[place] = _closed[last];
            _due[place] = _due[last];
            _bytes[place] = _bytes[last];
            _weighed[place] = _weighed[last];
            _channels[place] = _channels[last];
            _sketches[place] = _sketches[last];
            _next[place] = _next[last];
        }
    }

    /// <summary>As new, in whatever state it was.</summary>
    public void Clear()
    {
        Count = 0;
        (_index, _flows, _closed, _due, _bytes, _weighed, _channels, _sketches, _next) = (new ulong[4], [], [], [], [], [], [], [], []);
    }

    private uint IndexOf(int place)
    {
        var mask = (uint)(_index.Length - 1);
        var at = _hash.Of(_flows[place].Key, _flows[place].Channel) & mask;
        while ((uint)_index[at] != (uint)(place + 1))
        {
            at = (at + 1) & mask;
        }

        return at;
    }

    private void Index(uint hash, int place)
    {
        var mask = (uint)(_index.Length - 1);
        var at = hash & mask;
        while (_index[at] != 0)
        {
            at = (at + 1) & mask;
        }

        _index[at] = ((ulong)hash << 32) | (uint)(place + 1);
    }

    /// <summary>Knuth, The Art of Computer Programming 3, 6.4, algorithm R: what probed past the free slot moves into it.</summary>
    private void Unindex(uint free)
    {
        var mask = (uint)(_index.Length - 1);
        for (var at = (free + 1) & mask; _index[at] != 0; at = (at + 1) & mask)
        {
            var home = (uint)(_index[at] >> 32) & mask;
            if (((at - home) & mask) >= ((at - free) & mask))
            {
                _index[free] = _index[at];
                free = at;
            }
        }

        _index[free] = 0;
    }

    private void Grow()
    {
        var length = (int)Math.Min(capacity, Math.Max(FirstLength, 2L * Count));
        Array.Resize(ref _flows, length);
        Array.Resize(ref _closed, length);
        Array.Resize(ref _due, length);
        Array.Resize(ref _bytes, length);
        Array.Resize(ref _weighed, length);
        Array.Resize(ref _channels, length);
        Array.Resize(ref _sketches, length);
        Array.Resize(ref _next, length);
        _index = new ulong[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)length * 2)];
        for (var place = 0; place < Count; place++)
        {
            Index(_hash.Of(_flows[place].Key, _flows[place].Channel), place);
        }
    }
}
