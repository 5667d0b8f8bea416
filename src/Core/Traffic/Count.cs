namespace NetMonitor.Core.Traffic;

/// <summary>Packets on the wire and their frame bytes, from the Ethernet header, without FCS.</summary>
public readonly record struct Count(ulong Packets, ulong Bytes)
{
    public static Count operator +(Count a, Count b) => new(a.Packets + b.Packets, a.Bytes + b.Bytes);
}
