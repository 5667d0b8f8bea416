using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Flows;

/// <summary>A part of a flow: what one CPU counted of it, in one direction and window of one NIC.</summary>
public readonly record struct FlowSample(Direction Direction, FlowKey Key, FlowCounts Counts)
{
    private readonly FlowKey _key = Key;
    private readonly FlowCounts _counts = Counts;

    public FlowKey Key
    {
        get => _key;
        init => _key = value;
    }

    public FlowCounts Counts
    {
        get => _counts;
        init => _counts = value;
    }

    /// <summary>Where it stands: a property copies it, which costs as much as folding it.</summary>
    internal static ref readonly FlowKey KeyOf(in FlowSample sample) => ref sample._key;

    /// <summary>As <see cref="KeyOf"/>.</summary>
    internal static ref readonly FlowCounts CountsOf(in FlowSample sample) => ref sample._counts;
}
