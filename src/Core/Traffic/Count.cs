using NetMonitor.Core.Summaries;

namespace NetMonitor.Core.Traffic;

/// <summary>Packets on the wire and their frame bytes, from the Ethernet header, without FCS.</summary>
public readonly record struct Count(ulong Packets, ulong Bytes) : IMergeable<Count>
{
    static Count IMergeable<Count>.Empty => default;

    public static Count operator +(Count a, Count b) => new(a.Packets + b.Packets, a.Bytes + b.Bytes);

    Count IMergeable<Count>.Merge(Count other) => this + other;
}
