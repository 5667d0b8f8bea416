using System.Collections.Immutable;
using NetMonitor.Engine.Capture;

namespace NetMonitor.Engine.Readers;

/// <summary>Divides memory among NICs: in order, each gets what it wants, or half of it, or half of that, as long as it fits.</summary>
public static class FlowBudget
{
    /// <summary>Physical and virtio NICs first, then the virtual ones, each in the order of their indices.</summary>
    /// <param name="bytesOf">Memory for so many slots.</param>
    /// <returns>Slots by interface index; 0 where not even <see cref="FlowSpaceSettings.LeastSlots"/> fit.</returns>
    public static ImmutableDictionary<int, int> Divide(long bytes, IEnumerable<FlowWish> wishes, Func<int, long> bytesOf)
    {
        var given = ImmutableDictionary.CreateBuilder<int, int>();
        foreach (var wish in wishes.OrderBy(wish => wish.IsVirtual).ThenBy(wish => wish.Index))
        {
            var slots = Largest(bytes, wish.Slots, bytesOf);
            given[wish.Index] = slots;
            bytes -= slots == 0 ? 0 : bytesOf(slots);
        }

        return given.ToImmutable();
    }

    /// <summary>What fits of <paramref name="wanted"/>, halved as often as it takes.</summary>
    public static int Largest(long bytes, int wanted, Func<int, long> bytesOf)
    {
        for (var slots = wanted; slots >= FlowSpaceSettings.LeastSlots; slots /= 2)
        {
            if (bytesOf(slots) <= bytes)
            {
                return slots;
            }
        }

        return 0;
    }
}
