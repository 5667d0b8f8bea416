using System.Globalization;
using NetMonitor.Actors.Configuration;
using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Capture;

namespace NetMonitor.Engine.Readers;

/// <summary>The memory for flows of all NICs, and who holds how much of it. For several threads.</summary>
/// <param name="onlineCpus">How many CPUs run now.</param>
public sealed class FlowSpace(FlowSpaceSettings settings, Func<int> onlineCpus)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, long> _held = [];

    /// <summary>Makes room for a NIC that is about to be attached. What NICs that come before it are going to take is kept for them.</summary>
    /// <param name="links">All NICs that are counted.</param>
    /// <param name="asked">Null for what the settings say.</param>
    public FlowGrant Take(LinkDescription link, IEnumerable<LinkDescription> links, int? asked = null)
    {
        var wanted = asked ?? settings.SlotsOf(link.Name);
        if (wanted == 0)
        {
            var none = FlowRoom.None(
                asked == 0 ? "flows were switched off for this NIC"
                : settings.IsEnabled ? "flows are off for this NIC (netmonitor.flows.interfaces)"
                : "flows are off (netmonitor.flows.enabled)");
            Hold(link, none);
            return new FlowGrant(none, null);
        }

        lock (_gate)
        {
            var cpus = onlineCpus();
            _held.Remove(link.Index);
            var free = settings.BudgetBytes - _held.Values.Sum();
            var wishes = links.Where(other => other.Index != link.Index && !_held.ContainsKey(other.Index))
                .Select(one => new FlowWish(one.Index, IsVirtual(one), settings.SlotsOf(one.Name)))
                .Append(new FlowWish(link.Index, IsVirtual(link), wanted))
                .ToList();
            var slots = FlowBudget.Divide(free, wishes, BytesFor)[link.Index];
            if (slots > 0)
            {
                _held[link.Index] = BytesFor(slots);
            }

            var reason = slots == wanted ? "" : Reason(wanted, slots, free, wishes, BytesFor);
            if (slots == 0)
            {
                return new FlowGrant(new FlowRoom(wanted, 0, 0, reason), null);
            }

            // Slices are rounded up: what there is in the end, over all CPUs.
            var size = FlowTableSizes.For(slots, cpus, settings.RingBytes);
            return new FlowGrant(new FlowRoom(wanted, size.Slots * cpus, BytesFor(slots), reason), size);

            long BytesFor(int some) => FlowTableSizes.For(some, cpus, settings.RingBytes).MapBytes(cpus);
        }
    }

    /// <summary>This is what the NIC has, whatever it took: where it is none, the memory is the next one's.</summary>
    public void Hold(LinkDescription link, FlowRoom room)
    {
        lock (_gate)
        {
            _held.Remove(link.Index);
            if (room.MapBytes > 0)
            {
                _held[link.Index] = room.MapBytes;
            }
        }
    }

    private static bool IsVirtual(LinkDescription link) => link.Kind.Length > 0 || link.IsLoopback;

    private string Reason(int wanted, int slots, long free, List<FlowWish> wishes, Func<int, long> bytesFor)
    {
        var all = settings.BudgetBytes - free + wishes.Where(wish => wish.Slots > 0).Sum(wish => bytesFor(wish.Slots));
        var left = slots > 0 ? $"{slots}" : "none";
        return $"asked for {wanted} slots ({Megabytes(bytesFor(wanted))}), the budget of {ByteSize.Words(settings.BudgetBytes)} leaves room for {left}; "
            + $"set {FlowSpaceSettings.BudgetKey} to {ByteSize.Words((all + (1 << 20) - 1) >> 20 << 20)} for all that is asked for";
    }

    private static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{(bytes + (1 << 20) - 1) >> 20} MB");
}
