using NetMonitor.Core.Flows;
using NetMonitor.Core.Traffic;

namespace NetMonitor.Lab.Tests.Flows;

/// <summary>One flow that is to be sent, and what there will be to count of it.</summary>
/// <param name="Frame">Each packet, but for padding behind it: see <see cref="Padding"/>.</param>
/// <param name="Packets">Over all CPUs.</param>
/// <param name="Counts">All of them. Without times.</param>
internal sealed record PlannedFlow(Direction Direction, FlowKey Key, byte[] Frame, int Packets, FlowCounts Counts)
{
    private const int Paddings = 7;

    /// <summary>Bytes behind the packet with this number on its CPU: no two sums of packets are the same sum of bytes.</summary>
    public static int Padding(int number) => number % Paddings;

    /// <summary>Of this many packets, those that one of <paramref name="cpus"/> sends. All of them together send all.</summary>
    /// <param name="flow">Decides which CPUs have one more.</param>
    public static int Share(int packets, int flow, int cpu, int cpus) => (packets + ((flow + cpu) % cpus)) / cpus;
}
