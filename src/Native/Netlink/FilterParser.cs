using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetMonitor.Native.Netlink;

/// <summary>The payload of RTM_NEWTFILTER to a <see cref="TrafficFilter"/>.</summary>
internal static class FilterParser
{
    private const string BpfKind = "bpf";

    public static TrafficFilter Parse(ReadOnlySpan<byte> payload)
    {
        if (!MemoryMarshal.TryRead<TrafficControlHeader>(payload, out var header))
        {
            throw new NetlinkFormatException($"a filter message has {payload.Length} bytes, its header takes {Unsafe.SizeOf<TrafficControlHeader>()}");
        }

        var kind = "";
        var chain = 0;
        ReadOnlySpan<byte> options = default;
        foreach (var attribute in new NetlinkAttributes(payload[Unsafe.SizeOf<TrafficControlHeader>()..]))
        {
            switch (attribute.Type)
            {
                case RouteConstants.TCA_KIND: kind = attribute.AsText(); break;
                case RouteConstants.TCA_CHAIN: chain = attribute.As<int>(); break;
                case RouteConstants.TCA_OPTIONS: options = attribute.Value; break;
            }
        }

        // The options mean something only once the kind is known, and the order of attributes is the kernel's.
        var bpf = kind == BpfKind ? ParseBpf(options) : null;
        var protocol = BinaryPrimitives.ReverseEndianness((ushort)header.TcmInfo);
        return new TrafficFilter(kind, header.TcmHandle, (int)(header.TcmInfo >> 16), protocol, chain, bpf);
    }

    private static BpfFilter ParseBpf(ReadOnlySpan<byte> options)
    {
        string name = "", tag = "";
        uint id = 0, flags = 0;
        foreach (var attribute in new NetlinkAttributes(options))
        {
            switch (attribute.Type)
            {
                case RouteConstants.TCA_BPF_NAME: name = attribute.AsText(); break;
                case RouteConstants.TCA_BPF_ID: id = attribute.As<uint>(); break;
                case RouteConstants.TCA_BPF_TAG: tag = Convert.ToHexStringLower(attribute.Value); break;
                case RouteConstants.TCA_BPF_FLAGS: flags = attribute.As<uint>(); break;
            }
        }

        return new BpfFilter(name, id, tag, (flags & RouteConstants.TCA_BPF_FLAG_ACT_DIRECT) != 0);
    }
}
