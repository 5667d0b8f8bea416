using System.Collections.Immutable;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Flows;

/// <summary>Finds each NIC's largest pairs of hosts by a pass over the whole table: about 50 ns per flow held, so only where somebody asked for it.</summary>
internal static class LargestPairs
{
    /// <param name="nameOf">The NIC and direction of a channel.</param>
    public static ImmutableArray<NicPairs> Of(FlowTable table, int count, Func<int, (string Nic, Direction Direction)> nameOf)
    {
        var channels = new SortedDictionary<int, Dictionary<FlowKey, ulong>>();
        for (var place = 0; place < table.Count; place++)
        {
            ref var flow = ref table[place];
            if (!channels.TryGetValue(flow.Channel, out var pairs))
            {
                channels.Add(flow.Channel, pairs = []);
            }

            var pair = default(FlowKey) with { Source = flow.Key.Source, Destination = flow.Key.Destination };
            pairs[pair] = pairs.GetValueOrDefault(pair) + table.Bytes(place);
        }

        var each = channels.Count == 0 ? 0 : Math.Min(count, FlowView.MostPairs / channels.Count);
        return [.. channels.Select(channel => Of(nameOf(channel.Key), channel.Value, each)).OrderBy(static one => one.Nic, StringComparer.Ordinal).ThenBy(static one => one.Direction)];
    }

    private static NicPairs Of((string Nic, Direction Direction) name, Dictionary<FlowKey, ulong> pairs, int count)
    {
        var all = new LargestKeys(Math.Max(1, count));
        foreach (var (pair, bytes) in pairs)
        {
            all.Add(pair, bytes);
        }

        var sums = all.ToHeavyHitters();
        ImmutableArray<HostPair> largest = [.. sums.Entries.Take(count).Select(static entry => new HostPair(entry.Key.Source, entry.Key.Destination, entry.Count))];
        return new(name.Nic, name.Direction, largest, largest.Aggregate(sums.Total, static (left, pair) => left - pair.Bytes));
    }
}
