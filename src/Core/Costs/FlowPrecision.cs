using System.Globalization;
using NetMonitor.Core.Interfaces;

namespace NetMonitor.Core.Costs;

/// <summary>How precisely flows are counted: so much of it may be given up to keep to a budget. Packets are always counted all, whatever this says.</summary>
/// <param name="WindowSteps">Each doubles the time between two takings of a NIC's flows, which costs processor time.</param>
/// <param name="SlotSteps">Each halves a NIC's slots, which cost memory, and time to look through; the last takes them all.</param>
public readonly record struct FlowPrecision(int WindowSteps, int SlotSteps)
{
    public const int MostWindowSteps = 3;

    public const int MostSlotSteps = 4;

    /// <summary>How many steps there are from full precision to the least.</summary>
    public const int MostSteps = MostWindowSteps + MostSlotSteps;

    public static FlowPrecision Full => default;

    /// <summary>0 for full precision.</summary>
    public int Step => WindowSteps + SlotSteps;

    public bool CountsFlows => SlotSteps < MostSlotSteps;

    public int WindowFactor => 1 << WindowSteps;

    /// <summary>As <c>full</c>, <c>window x4</c> or <c>window x8, slots /2</c>.</summary>
    public string Name => (WindowSteps, SlotSteps) switch
    {
        (0, 0) => "full",
        (_, 0) => WindowName,
        (0, _) => SlotName,
        _ => $"{WindowName}, {SlotName}",
    };

    /// <summary>Every name there is, from full precision on.</summary>
    public static IEnumerable<FlowPrecision> All =>
        from slots in Enumerable.Range(0, MostSlotSteps + 1) from window in Enumerable.Range(0, MostWindowSteps + 1) select new FlowPrecision(window, slots);

    private string WindowName => string.Create(CultureInfo.InvariantCulture, $"window x{WindowFactor}");

    private string SlotName => CountsFlows ? string.Create(CultureInfo.InvariantCulture, $"slots /{1 << SlotSteps}") : "flows off";

    /// <summary>One step less; null where nothing is left that would help.</summary>
    public FlowPrecision? Lowered(BudgetCause cause) => (cause, this) switch
    {
        // A longer window frees no memory.
        (BudgetCause.Cpu, { WindowSteps: < MostWindowSteps }) => this with { WindowSteps = WindowSteps + 1 },
        (_, { SlotSteps: < MostSlotSteps }) => this with { SlotSteps = SlotSteps + 1 },
        _ => null,
    };

    /// <summary>Slots where there would be <paramref name="full"/>; 0 for none. Never fewer than the least that there is, but where flows are off.</summary>
    public int SlotsOf(int full) => full == 0 || !CountsFlows ? 0 : Math.Max(FlowSlots.Least, full >> SlotSteps);
}
