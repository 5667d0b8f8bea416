using NetMonitor.Core.Summaries;

namespace NetMonitor.Core.Flows;

/// <summary>What a stretch of time had, of one host or of several. Everything but <see cref="Largest"/> merges exactly.</summary>
/// <remarks>At most 40 KB, however many flows there were.</remarks>
public sealed record FlowSummary : IMergeable<FlowSummary>
{
    /// <summary>Parts of the window in which hosts keep it, and how long each is: hosts send each other such parts, so neither changes.</summary>
    public const int Parts = 6;

    /// <summary>Heaviest flows kept. A flow with more than 1/256 of all bytes has an entry for certain.</summary>
    public const int LargestFlows = 256;

    public static TimeSpan Part { get; } = TimeSpan.FromSeconds(10);

    public static FlowSummary Empty { get; } = new();

    /// <summary>Addresses that sent something.</summary>
    public HyperLogLog Sources { get; init; } = HyperLogLog.Empty;

    /// <summary>Addresses that something was sent to, seen here.</summary>
    public HyperLogLog Destinations { get; init; } = HyperLogLog.Empty;

    /// <summary>5-tuples, each way on its own. One that crosses several NICs or hosts counts once.</summary>
    public HyperLogLog Flows { get; init; } = HyperLogLog.Empty;

    /// <summary>Flows that were not held before, at each NIC and in each direction.</summary>
    public ulong NewFlows { get; init; }

    /// <summary>Of flows that fell silent, or had to make room: from the first packet to the last.</summary>
    public Histogram<FlowDuration> Durations { get; init; } = Histogram<FlowDuration>.Empty;

    /// <summary>Of all packets of NICs whose flows are counted, whether in a flow or not.</summary>
    public Histogram<FrameSizeStep> PacketSizes { get; init; } = Histogram<FrameSizeStep>.Empty;

    /// <summary>By bytes, over all NICs: what crosses two of them counts at both.</summary>
    public HeavyHitters<FlowKey> Largest { get; init; } = HeavyHitters<FlowKey>.Empty;

    public FlowSummary Merge(FlowSummary other) => ReferenceEquals(other, Empty) ? this : ReferenceEquals(this, Empty) ? other : new()
    {
        Sources = Sources.Merge(other.Sources),
        Destinations = Destinations.Merge(other.Destinations),
        Flows = Flows.Merge(other.Flows),
        NewFlows = NewFlows + other.NewFlows,
        Durations = Durations.Merge(other.Durations),
        PacketSizes = PacketSizes.Merge(other.PacketSizes),
        Largest = Largest.Merge(other.Largest),
    };
}
