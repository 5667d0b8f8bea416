using NetMonitor.Core.Interfaces;

namespace NetMonitor.Core.Costs;

/// <summary>What the budget leaves of the precision of each NIC's flows.</summary>
/// <param name="LeastWindow">Each half of a NIC's table is taken at most so often, where the settings do not say longer; zero for what they say.</param>
public sealed record FlowLimit(FlowPrecision Precision, TimeSpan LeastWindow)
{
    public static FlowLimit None { get; } = new(FlowPrecision.Full, TimeSpan.Zero);

    /// <param name="usual">How often each half of a table is taken at full precision.</param>
    public static FlowLimit Of(FlowPrecision precision, TimeSpan usual) =>
        new(precision, precision.WindowSteps == 0 ? TimeSpan.Zero : precision.WindowFactor * usual);

    /// <summary>A NIC's room as it is to be shown: what it would have, and why it has less.</summary>
    /// <param name="full">Slots that it would be asked for without a budget.</param>
    /// <param name="hasOrder">Somebody ordered its slots: only its window follows the budget.</param>
    public FlowRoom Shown(FlowRoom room, int full, bool hasOrder)
    {
        var precision = hasOrder ? Precision with { SlotSteps = 0 } : Precision;
        if (precision.Step == 0 || full == 0)
        {
            return room;
        }

        var lowered = $"lowered to keep to netmonitor.budget: {precision.Name}";
        return room with { Wanted = full, Reason = room is { Slots: > 0, Reason.Length: > 0 } ? $"{lowered}; {room.Reason}" : lowered };
    }
}
