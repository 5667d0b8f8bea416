namespace NetMonitor.Core.Interfaces;

/// <summary>How much room one NIC's flows have where its packets are counted.</summary>
/// <param name="Wanted">Flows per window, over all CPUs, that were asked for; 0 where flows are off.</param>
/// <param name="Slots">Flows per window that there is room for; 0: packets are counted, flows are not.</param>
/// <param name="MapBytes">Memory for it, both banks and the ring.</param>
/// <param name="Reason">One line: why there is none, or less than was wanted; empty where all was given.</param>
public sealed record FlowRoom(int Wanted, int Slots, long MapBytes, string Reason)
{
    public bool IsCut => Slots < Wanted;

    public static FlowRoom None(string reason) => new(0, 0, 0, reason);
}
