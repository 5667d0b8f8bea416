using System.Collections.Immutable;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Engine.Readers;

/// <summary>Divides memory among NICs, evenly within a tier: each begins with the least that there is, and what each has is doubled in turn as long as it fits.</summary>
public static class FlowBudget
{
    /// <summary>Physical and virtio NICs first, then the virtual ones, each in the order of their indices.</summary>
    /// <param name="bytesOf">Memory for so many slots.</param>
    /// <returns>Slots by interface index; 0 where not even <see cref="FlowSlots.Least"/> fit. In a tier nobody has more than twice what another one
    /// got who wanted as much, unless that is nothing: then nobody else of the tier has more than the least.</returns>
    public static ImmutableDictionary<int, int> Divide(long bytes, IEnumerable<FlowWish> wishes, Func<int, long> bytesOf)
    {
        var given = wishes.ToDictionary(wish => wish.Index, _ => 0);
        foreach (var tier in wishes.GroupBy(wish => wish.IsVirtual).OrderBy(tier => tier.Key))
        {
            bytes = Divide(bytes, [.. tier.OrderBy(wish => wish.Index)], bytesOf, given);
        }

        return given.ToImmutableDictionary();
    }

    /// <returns>The bytes that are left.</returns>
    private static long Divide(long bytes, IReadOnlyList<FlowWish> tier, Func<int, long> bytesOf, Dictionary<int, int> given)
    {
        // A NIC that gets no further holds the others back: they are at most one step ahead of it.
        var (next, fits) = (FlowSlots.Least, true);
        for (var had = 0; fits && next <= FlowSlots.Most; (had, next) = (next, 2 * next))
        {
            var more = bytesOf(next) - (had == 0 ? 0 : bytesOf(had));
            foreach (var wish in tier.Where(wish => wish.Slots >= next))
            {
                if (more > bytes)
                {
                    fits = false;
                    break;
                }

                given[wish.Index] = next;
                bytes -= more;
            }
        }

        return bytes;
    }
}
