using System.Globalization;
using NetMonitor.Actors.Configuration;
using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Capture;
using NetMonitor.Native.Bpf;

namespace NetMonitor.Engine.Readers;

/// <summary>The memory for flows of all NICs, and who holds how much of it. For several threads.</summary>
/// <param name="onlineCpus">How many CPUs run now.</param>
public sealed class FlowSpace(FlowSpaceSettings settings, Func<int> onlineCpus)
{
    private readonly Lock _gate = new();

    /// <summary>By interface index, also those that have nothing: whose room is settled is not waited for.</summary>
    private readonly Dictionary<int, (int Wanted, long Bytes)> _held = [];

    /// <summary>Makes room for a NIC that is about to be attached. What the others that are to come get in an even division is kept for them.</summary>
    /// <param name="links">All NICs that are counted.</param>
    /// <param name="asked">Null for what the settings say.</param>
    public FlowGrant Take(LinkDescription link, IEnumerable<LinkDescription> links, int? asked = null)
    {
        var wanted = asked ?? settings.SlotsOf(link);
        if (wanted == 0)
        {
            var none = FlowRoom.None(
                asked == 0 ? "flows were switched off for this NIC"
                : settings.IsEnabled ? "flows are off for this NIC (netmonitor.flows.interfaces, or its section)"
                : "flows are off (netmonitor.flows.enabled)");
            Hold(link, none);
            return new FlowGrant(none, null);
        }

        lock (_gate)
        {
            var cpus = onlineCpus();
            _ = _held.Remove(link.Index);
            var wishes = links.Where(other => other.Index != link.Index && !_held.ContainsKey(other.Index))
                .Select(one => new FlowWish(one.Index, IsVirtual(one), settings.SlotsOf(one)))
                .Append(new FlowWish(link.Index, IsVirtual(link), wanted))
                .ToList();
            var all = _held.Values.Select(held => held.Wanted).Concat(wishes.Select(wish => wish.Slots)).Where(slots => slots > 0).Sum(BytesFor);
            var slots = FlowBudget.Divide(settings.BudgetBytes - _held.Values.Sum(held => held.Bytes), wishes, BytesFor)[link.Index];
            var bytes = slots == 0 ? 0 : BytesFor(slots);
            _held[link.Index] = (wanted, bytes);
            if (slots == 0)
            {
                return new FlowGrant(new FlowRoom(wanted, 0, 0, Reason(wanted, BytesFor(wanted), 0, all)), null);
            }

            // Slices are rounded up: what there is in the end, over all CPUs.
            var size = SizeFor(slots);
            var had = size.Slots * cpus;
            return new FlowGrant(new FlowRoom(wanted, had, bytes, had >= wanted ? "" : Reason(wanted, BytesFor(wanted), had, all)), size);

            FlowTableSize SizeFor(int some) => FlowTableSizes.For(some, cpus, settings.RingOf(some));
            long BytesFor(int some) => SizeFor(some).MapBytes(cpus);
        }
    }

    /// <summary>This is what the NIC has, whatever it took.</summary>
    public void Hold(LinkDescription link, FlowRoom room)
    {
        lock (_gate)
        {
            _held[link.Index] = (room.Wanted, room.MapBytes);
        }
    }

    /// <summary>The NIC is attached no more: its memory is the next one's.</summary>
    public void Leave(LinkDescription link)
    {
        lock (_gate)
        {
            _ = _held.Remove(link.Index);
        }
    }

    private static bool IsVirtual(LinkDescription link) => link.Kind.Length > 0 || link.IsLoopback;

    private string Reason(int wanted, long wantedBytes, int slots, long allBytes)
    {
        var left = slots > 0 ? FlowSlots.Words(slots) : "none";
        return $"asked for {FlowSlots.Words(wanted)} slots ({Megabytes(wantedBytes)}), the budget of {ByteSize.Words(settings.BudgetBytes)} leaves room for {left}; "
            + $"set {FlowSpaceSettings.BudgetKey} to {ByteSize.Words((allBytes + (1 << 20) - 1) >> 20 << 20)} for all that is asked for";
    }

    private static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{(bytes + (1 << 20) - 1) >> 20} MB");
}
