using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetMonitor.Native.Netlink;

/// <summary>The payload of RTM_NEWQDISC to a <see cref="QueueingDiscipline"/>.</summary>
internal static class QueueingDisciplineParser
{
    public static QueueingDiscipline Parse(ReadOnlySpan<byte> payload)
    {
        if (!MemoryMarshal.TryRead<TrafficControlHeader>(payload, out var header))
        {
            throw new NetlinkFormatException($"a qdisc message has {payload.Length} bytes, its header takes {Unsafe.SizeOf<TrafficControlHeader>()}");
        }

        var kind = "";
        foreach (var attribute in new NetlinkAttributes(payload[Unsafe.SizeOf<TrafficControlHeader>()..]))
        {
            if (attribute.Type == RouteConstants.TCA_KIND)
            {
                kind = attribute.AsText();
            }
        }

        return new QueueingDiscipline(header.TcmIfindex, header.TcmParent, kind);
    }
}
