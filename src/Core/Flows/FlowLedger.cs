using System.Collections.Immutable;
using NetMonitor.Core.Interfaces;
using NetMonitor.Core.Summaries;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Flows;

/// <summary>The host's flows: each one of the last retention exactly, by NIC and direction, while there is room; beyond that the smallest fold
/// into <c>other</c>, so that all sums stay exact.</summary>
/// <remarks>
/// For one thread at a time; <see cref="View"/> and <see cref="Dump"/> give values for all. Between two <see cref="Advance"/> the order of windows,
/// and how their flows are split, does not matter unless the ledger is full. A late window counts like any other; a flow that was closed by then
/// opens again. A NIC needs no farewell: its flows stay until they are forgotten, and so do its books.
/// <para>No allocation for flows that are known. What it costs is memory to be fetched, so a window's flows are fetched some ahead.</para>
/// </remarks>
public sealed class FlowLedger
{
    private const int Directions = 2;

    /// <summary>Flows that are fetched before the first of them is added to: several times what a core can have under way, so that it seldom has to wait
    /// for the last of them, and few enough to stay in its first cache.</summary>
    private const int Ahead = 64;

    /// <summary>While no more than this share of a few flows is elsewhere than their order lets expect, to look those up one by one is quicker than to look up
    /// all together.</summary>
    private const int MostMissesOf = 8;

    /// <summary>A full ledger makes room for this share of itself at once, so that a flow's share in the search is small.</summary>
    private const int RoomMadeOf = 8;

    private readonly int _capacity;
    private readonly long _retention;
    private readonly long _active;
    private readonly long _idle;
    private readonly ulong _seed;
    private readonly FlowClosing? _closing;

    private readonly FlowTable _table;
    private readonly FlowSummaries _summaries;
    private readonly Dictionary<string, int> _nics = new(StringComparer.Ordinal);
    private readonly List<NicSlot?> _slots = [];
    private SmallestFlows? _smallest;
    private FoldedTalkers? _folded;
    private FoldedTalkers? _foldedBefore;

    private MonotonicTime _now = new(long.MinValue);
    private long _agedAt = long.MinValue;
    private int _open;
    private long _opened;
    private long _foldedFlows;
    private ulong _fetched;

    /// <param name="seed">Secret, or strangers could choose flows that collide. Decides nothing but the speed.</param>
    /// <param name="closing">Is told each closed flow.</param>
    public FlowLedger(FlowLedgerSettings settings, ulong seed, FlowClosing? closing = null)
    {
        (_capacity, _seed, _closing) = (settings.Capacity, seed, closing);
        (_retention, _active, _idle) = (Nanoseconds(settings.Retention), Nanoseconds(settings.ActiveTimeout), Nanoseconds(settings.IdleTimeout));
        _table = new(settings.Capacity, seed);
        _summaries = new(_table);
    }

    /// <summary>Flows held.</summary>
    public int Count => _table.Count;

    /// <summary>Neither flows nor books of a NIC: what <see cref="View"/> says stays as it is until a window comes.</summary>
    public bool IsEmpty => _table.Count == 0 && _nics.Count == 0;

    /// <summary>As <see cref="Fold(FlowWindow, string, Histogram{FrameSizeStep})"/>, under the name that the window bears.</summary>
    public void Fold(FlowWindow window) => Fold(window, window.Nic);

    /// <summary>Takes in what a window has. The window is the caller's, who disposes of it.</summary>
    /// <param name="nic">The name that the NIC has now.</param>
    /// <param name="sizes">Of the packets that the NIC counted since its window before; null where they are not known.</param>
    /// <remarks>No half window stays: if this throws, nobody knows what the table holds, and all flows are forgotten. The books
    /// go on: what came in flows, this window included, is <see cref="FlowBalance.Forgotten"/> then, and every sum stays exact.</remarks>
    public void Fold(FlowWindow window, string nic, Histogram<FrameSizeStep>? sizes = null)
    {
        var slot = SlotOf(nic);
        _slots[slot]!.Receive(window);
        _summaries.Sized(sizes ?? Histogram<FrameSizeStep>.Empty);
        try
        {
            FoldFlows(slot, window);
        }
        catch
        {
            ForgetAll();
            throw;
        }
    }

    private void FoldFlows(int slot, FlowWindow window)
    {
        Span<uint> hashes = stackalloc uint[Ahead];
        Span<int> places = stackalloc int[Ahead];
        var nic = _slots[slot]!;
        var channel = Channel(slot, Direction.Rx);
        var next = nic.FirstPlace;
        (nic.FirstPlace, nic.LastPlace) = (-1, -1);
        var isOrderly = true;
        for (var flows = window.Flows; !flows.IsEmpty;)
        {
            var few = flows[..Math.Min(Ahead, flows.Length)];
            flows = flows[few.Length..];
            if (isOrderly)
            {
                isOrderly = _table.Follow(few, channel, ref next, places) <= few.Length / MostMissesOf;
                _ = Add(few, places, nic, channel);
                continue;
            }

            _table.Hash(few, channel, hashes);
            _table.Guess(hashes[..few.Length], places);
            _fetched ^= _table.FetchFlows(places[..few.Length]);
            isOrderly = few.Length - Add(few, places, nic, channel) <= few.Length / MostMissesOf;
            next = _table.Next(nic.LastPlace);
        }
    }

    /// <returns>How many of them came after the same one in the window before.</returns>
    private int Add(ReadOnlySpan<FlowSample> flows, ReadOnlySpan<int> guesses, NicSlot nic, int channel)
    {
        var orderly = 0;
        var last = nic.LastPlace;
        for (var i = 0; i < flows.Length; i++)
        {
            var place = Add(guesses[i], in flows[i], channel);
            if (last < 0)
            {
                nic.FirstPlace = place;
            }
            else if (_table.Next(last) == place)
            {
                orderly++;
            }
            else
            {
                _table.Next(last) = place;
            }

            last = place;
        }

        nic.LastPlace = last;
        return orderly;
    }

    /// <summary>Closes and forgets what is due. The time never goes back: an earlier one does nothing. If this throws, all flows are forgotten, as
    /// when <see cref="Fold(FlowWindow, string, Histogram{FrameSizeStep})"/> does.</summary>
    public void Advance(MonotonicTime now)
    {
        if (now.Nanoseconds <= _now.Nanoseconds)
        {
            return;
        }

        _now = now;
        try
        {
            SettleDue();
        }
        catch
        {
            ForgetAll();
            throw;
        }

        Age();
    }

    private void SettleDue()
    {
        for (var place = _table.Count - 1; place >= 0; place--)
        {
            if (_table.AllDue[place] <= _now.Nanoseconds)
            {
                Settle(place);
            }
        }
    }

    private void ForgetAll()
    {
        _table.Clear();
        _folded?.Clear();
        _foldedBefore?.Clear();
        _open = 0;
        foreach (var nic in _slots)
        {
            nic?.ForgetAll();
        }
    }

    /// <summary>The same devices under other names: each takes its flows along. All at once, for two may have swapped their names.</summary>
    public void Rename(ImmutableArray<(string From, string To)> renamed)
    {
        var known = renamed.Where(one => _nics.ContainsKey(one.From)).Select(one => (Slot: _nics[one.From], one)).ToList();
        foreach (var (_, one) in known)
        {
            _nics.Remove(one.From);
        }

        foreach (var (slot, one) in known)
        {
            _slots[slot]!.Name = one.To;
            _nics[one.To] = slot;
        }
    }

    /// <summary>As it is after the last <see cref="Advance"/>, with everything that was folded.</summary>
    /// <param name="top">Flows in <see cref="FlowView.Top"/>.</param>
    /// <param name="pairs">Pairs of hosts of each NIC and direction in <see cref="FlowView.Pairs"/>.</param>
    public FlowView View(int top, int pairs = 0)
    {
        _summaries.Gather(_now);
        return new(
            _now,
            _table.Count,
            _open,
            _opened,
            _foldedFlows,
            [.. _slots.OfType<NicSlot>().OrderBy(static slot => slot.Name, StringComparer.Ordinal).Select(static slot => slot.ToNicFlows())],
            Largest(top))
        {
            Recent = _summaries.Recent,
            Capacity = _capacity,
            Pairs = pairs == 0
                ? []
                : LargestPairs.Of(_table, pairs, channel => (_slots[channel / Directions]!.Name, (Direction)(channel % Directions))),
        };
    }

    /// <summary>Copies what matches: for 128k flows about 14 MB and some milliseconds, so only where somebody asks.</summary>
    public FlowDump Dump(FlowFilter? filter = null)
    {
        var asked = filter ?? FlowFilter.All;
        var rows = ImmutableArray.CreateBuilder<FlowRow>(asked.IsAll ? _table.Count : 0);
        for (var place = 0; place < _table.Count; place++)
        {
            var row = Row(place);
            if (asked.Matches(row))
            {
                rows.Add(row);
            }
        }

        return new(_now, rows.DrainToImmutable(), _folded is null ? FoldedSummary.Nothing : FoldedSummary.Of(_folded, _foldedBefore!), asked);
    }

    /// <param name="place">Where it most likely is: others of its batch may have made room since.</param>
    /// <param name="nic">The channel of the NIC's first direction.</param>
    /// <returns>Where it is.</returns>
    private int Add(int place, in FlowSample sample, int nic)
    {
        ref readonly var key = ref FlowSample.KeyOf(in sample);
        var channel = nic + (int)sample.Direction;
        if (!_table.IsAt(place, key, channel))
        {
            place = FindOrOpen(in sample, nic, channel);
        }

        AddTo(place, in FlowSample.CountsOf(in sample));
        return place;
    }

    private int FindOrOpen(in FlowSample sample, int nic, int channel)
    {
        ref readonly var key = ref FlowSample.KeyOf(in sample);
        var hash = _table.HashOf(in sample, nic);
        var place = _table.Find(hash, key, channel);
        if (place >= 0)
        {
            return place;
        }

        if (_table.IsFull)
        {
            MakeRoom();
        }

        place = _table.Add(hash, key, channel);
        _table.Due(place) = long.MaxValue;
        _slots[channel / Directions]!.Flows++;
        _opened++;
        _summaries.Opened();
        return place;
    }

    private void AddTo(int place, in FlowCounts counts)
    {
        ref var flow = ref _table[place];
        _table.Bytes(place) += counts.Bytes;
        if (flow.Open.IsEmpty)
        {
            flow.Open = counts;
            _open++;
            _table.Due(place) = Math.Min(_table.Due(place), Deadline(counts));
            return;
        }

        // A later packet puts off what is due, which is looked at then; only an earlier one brings it nearer.
        var first = flow.Open.First;
        flow.Open.Add(counts);
        if (flow.Open.First != first)
        {
            _table.Due(place) = Math.Min(_table.Due(place), Deadline(flow.Open));
        }
    }

    private void Settle(int place)
    {
        ref var flow = ref _table[place];
        if (!flow.Open.IsEmpty && flow.Open.Last.Nanoseconds + _idle <= _now.Nanoseconds)
        {
            Close(place, FlowEndReason.IdleTimeout);
        }
        else if (!flow.Open.IsEmpty && flow.Open.First.Nanoseconds + _active <= _now.Nanoseconds)
        {
            Close(place, FlowEndReason.ActiveTimeout);
        }

        var forgottenAt = _table.Closed(place).Last.Nanoseconds + _retention;
        if (!flow.Open.IsEmpty)
        {
            _table.Due(place) = Deadline(flow.Open);
        }
        else if (forgottenAt > _now.Nanoseconds)
        {
            _table.Due(place) = forgottenAt;
        }
        else
        {
            var channel = flow.Channel;
            _slots[channel / Directions]!.Forget((Direction)(channel % Directions), new(_table.Closed(place).Packets, _table.Bytes(place)));
            Remove(place);
        }
    }

    private void Close(int place, FlowEndReason reason)
    {
        ref var flow = ref _table[place];
        _closing?.Invoke(new(_slots[flow.Channel / Directions]!.Name, (Direction)(flow.Channel % Directions), flow.Key, flow.Open, reason));
        if (reason != FlowEndReason.ActiveTimeout)
        {
            var began = flow.Began == 0 ? Milliseconds(flow.Open.First) : flow.Began;
            _summaries.Ended((ulong)Math.Max(0, (int)(Milliseconds(flow.Open.Last) - began)));
            flow.Began = 0;
        }
        else if (flow.Began == 0)
        {
            flow.Began = Milliseconds(flow.Open.First);
        }

        _table.Closed(place).Add(flow.Open);
        flow.Open = default;
        _open--;
    }

    private void MakeRoom()
    {
        _folded ??= new();
        _foldedBefore ??= new();
        _smallest ??= new(_table, _seed);
        foreach (var place in _smallest.Find(Math.Max(1, _capacity / RoomMadeOf)))
        {
            ref var flow = ref _table[place];
            if (!flow.Open.IsEmpty)
            {
                Close(place, FlowEndReason.LackOfResources);
            }

            var count = new Count(_table.Closed(place).Packets, _table.Bytes(place));
            _slots[flow.Channel / Directions]!.Fold((Direction)(flow.Channel % Directions), count);
            _folded.Add(flow.Key, count);
            _foldedFlows++;
            Remove(place);
        }
    }

    private void Remove(int place)
    {
        _summaries.Leaves(place);
        _slots[_table[place].Channel / Directions]!.Flows--;
        _table.RemoveAt(place);
    }

    /// <summary>What was folded is forgotten between one and two retentions later: for when exactly, each flow would have to be kept.</summary>
    private void Age()
    {
        if (_agedAt != long.MinValue && _now.Nanoseconds - _agedAt < _retention)
        {
            return;
        }

        _agedAt = _now.Nanoseconds;
        (_folded, _foldedBefore) = (_foldedBefore, _folded);
        _folded?.Clear();
        for (var slot = 0; slot < _slots.Count; slot++)
        {
            if (_slots[slot] is not { } nic)
            {
                continue;
            }

            nic.Age();
            if (nic.IsEmpty && _now.Nanoseconds - _retention >= nic.LastWindow)
            {
                _slots[slot] = null;
                if (_nics.TryGetValue(nic.Name, out var known) && known == slot)
                {
                    _nics.Remove(nic.Name);
                }
            }
        }
    }

    private ImmutableArray<FlowRow> Largest(int count)
    {
        var places = new int[Math.Min(count, _table.Count)];
        var bytes = _table.AllBytes;
        var held = 0;
        var (least, leastKey) = (0UL, default(FlowKey));
        for (var place = 0; place < bytes.Length && places.Length > 0; place++)
        {
            // Many flows may be as large as the smallest one held, so that is decided by keys before all else.
            if (held == places.Length
                && (bytes[place] < least
                    || (bytes[place] == least && FlowKey.Compare(_table[place].Key, leastKey) > 0)
                    || !IsBefore(place, places[held - 1])))
            {
                continue;
            }

            var at = held < places.Length ? held++ : held - 1;
            for (; at > 0 && IsBefore(place, places[at - 1]); at--)
            {
                places[at] = places[at - 1];
            }

            places[at] = place;
            (least, leastKey) = (bytes[places[held - 1]], _table[places[held - 1]].Key);
        }

        return [.. places.Select(Row)];
    }

    private bool IsBefore(int a, int b)
    {
        if (_table.Bytes(a) != _table.Bytes(b))
        {
            return _table.Bytes(a) > _table.Bytes(b);
        }

        ref var x = ref _table[a];
        ref var y = ref _table[b];
        var byKey = FlowKey.Compare(x.Key, y.Key);
        return byKey != 0 ? byKey < 0 : Place(x.Channel).CompareTo(Place(y.Channel)) < 0;

        (string, int) Place(int channel) => (_slots[channel / Directions]!.Name, channel % Directions);
    }

    private FlowRow Row(int place)
    {
        ref var flow = ref _table[place];
        return new(
            _slots[flow.Channel / Directions]!.Name, (Direction)(flow.Channel % Directions), flow.Key, _table.Whole(place), !flow.Open.IsEmpty);
    }

    private int SlotOf(string nic)
    {
        if (_nics.TryGetValue(nic, out var slot))
        {
            return slot;
        }

        slot = _slots.IndexOf(null);
        if (slot < 0)
        {
            slot = _slots.Count;
            _slots.Add(null);
        }

        _slots[slot] = new(nic);
        _nics.Add(nic, slot);
        return slot;
    }

    private long Deadline(in FlowCounts open) => Math.Min(open.Last.Nanoseconds + _idle, open.First.Nanoseconds + _active);

    /// <summary>Modulo 2^32: 49 days. 0 stands for none.</summary>
    private static uint Milliseconds(MonotonicTime time) => Math.Max(1, (uint)(time.Nanoseconds / 1_000_000));

    private static int Channel(int slot, Direction direction) => (slot * Directions) + (int)direction;

    private static long Nanoseconds(TimeSpan span) => span.Ticks * TimeSpan.NanosecondsPerTick;
}
