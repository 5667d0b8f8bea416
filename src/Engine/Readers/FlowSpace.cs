using System.Globalization;
using NetMonitor.Actors.Configuration;
using NetMonitor.Core.Interfaces;
using NetMonitor.Engine.Capture;
using NetMonitor.Native.Bpf;

namespace NetMonitor.Engine.Readers;

/// <summary>The memory for flows of all NICs, and who holds how much of it. For several threads.</summary>
public sealed class FlowSpace(FlowSpaceSettings settings, int cpus)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, long> _held = [];

    /// <summary>Makes room for a NIC that is about to be attached. What NICs that come before it are going to take is kept for them.</summary>
    /// <param name="links">All NICs that are counted.</param>
    public FlowRoom Take(LinkDescription link, IEnumerable<LinkDescription> links)
    {
        var wanted = settings.SlotsOf(link.Name);
        if (wanted == 0)
        {
            return FlowRoom.None(settings.IsEnabled ? "flows are off for this NIC (netmonitor.flows.interfaces)" : "flows are off (netmonitor.flows.enabled)");
        }

        lock (_gate)
        {
            _held.Remove(link.Index);
            var free = settings.BudgetBytes - _held.Values.Sum();
            var wishes = links.Where(other => other.Index != link.Index && !_held.ContainsKey(other.Index)).Append(link)
                .Select(one => new FlowWish(one.Index, IsVirtual(one), settings.SlotsOf(one.Name)))
                .ToList();
            var slots = FlowBudget.Divide(free, wishes, BytesFor)[link.Index];
            if (slots > 0)
            {
                _held[link.Index] = BytesFor(slots);
            }

            return new FlowRoom(wanted, SlotsIn(slots), slots == 0 ? 0 : BytesFor(slots), slots == wanted ? "" : Reason(wanted, slots, free, wishes));
        }
    }

    /// <summary>The NIC is gone, or counts without flows: its memory is the next one's.</summary>
    public void Release(LinkDescription link)
    {
        lock (_gate)
        {
            _held.Remove(link.Index);
        }
    }

    /// <summary>Null for no room.</summary>
    public FlowTableSize? SizeOf(FlowRoom room) => room.Slots == 0 ? null : new FlowTableSize(room.Slots / cpus, settings.RingBytes);

    private static bool IsVirtual(LinkDescription link) => link.Kind.Length > 0 || link.IsLoopback;

    private long BytesFor(int slots) => FlowTableSizes.For(slots, cpus, settings.RingBytes).MapBytes(cpus);

    /// <summary>Slices are rounded up: what there is in the end, over all CPUs.</summary>
    private int SlotsIn(int slots) => slots == 0 ? 0 : FlowTableSizes.For(slots, cpus, settings.RingBytes).Slots * cpus;

    private string Reason(int wanted, int slots, long free, List<FlowWish> wishes)
    {
        var all = settings.BudgetBytes - free + wishes.Where(wish => wish.Slots > 0).Sum(wish => BytesFor(wish.Slots));
        var left = slots > 0 ? $"{slots}" : "none";
        return $"asked for {wanted} slots ({Megabytes(BytesFor(wanted))}), the budget of {ByteSize.Words(settings.BudgetBytes)} leaves room for {left}; "
            + $"set {FlowSpaceSettings.BudgetKey} to {ByteSize.Words((all + (1 << 20) - 1) >> 20 << 20)} for all that is asked for";
    }

    private static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{(bytes + (1 << 20) - 1) >> 20} MB");
}
