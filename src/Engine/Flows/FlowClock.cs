using NetMonitor.Core.Interfaces;

namespace NetMonitor.Engine.Flows;

/// <summary>One moment by both clocks. Flows bear the monotonic one, which nobody sets; people read the other.</summary>
public readonly record struct FlowClock(MonotonicTime Monotonic, DateTimeOffset Wall)
{
    /// <summary>By the wall clock as it is set now: set it, and moments of the past move along.</summary>
    public DateTimeOffset Of(MonotonicTime time) => Wall + (time - Monotonic);
}
