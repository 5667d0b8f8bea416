using NetMonitor.Core.Traffic;

namespace NetMonitor.Core.Flows;

/// <summary>A group of flows. The truth lies within [<see cref="Count"/>, Count + <see cref="Missing"/>].</summary>
/// <param name="Key">The group's key, see <see cref="TalkerGroupings.Group"/>.</param>
/// <param name="Count">Never more than the truth.</param>
/// <param name="Flows">Held, at each NIC and in each direction; what was folded has at most as many flows as <paramref name="Missing"/> and
/// what is known of it have packets.</param>
/// <param name="Missing">At most so much more was folded; nothing where no flow was.</param>
public readonly record struct Talker(FlowKey Key, Count Count, int Flows, Count Missing)
{
    public ulong By(TalkerMeasure measure) => measure switch
    {
        TalkerMeasure.Bytes => Count.Bytes,
        TalkerMeasure.Packets => Count.Packets,
        _ => (ulong)Flows,
    };
}
