using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetMonitor.Native.Netlink;

/// <summary>The payload of RTM_NEWLINK to a <see cref="Link"/>.</summary>
internal static class LinkParser
{
    public static Link Parse(ReadOnlySpan<byte> payload)
    {
        if (!MemoryMarshal.TryRead<LinkHeader>(payload, out var header))
        {
            throw new NetlinkFormatException($"a link message has {payload.Length} bytes, its header takes {Unsafe.SizeOf<LinkHeader>()}");
        }

        string name = "", mac = "", kind = "", parentDevice = "", parentBus = "";
        int mtu = 0, master = 0, lower = 0, underlay = 0, rxQueues = 0, txQueues = 0;
        int? lowerNamespace = null;
        var state = OperationalState.Unknown;
        var carrier = false;
        LinkXdp xdp = default;
        LinkStatistics statistics = default;

        foreach (var attribute in new NetlinkAttributes(payload[Unsafe.SizeOf<LinkHeader>()..]))
        {
            switch (attribute.Type)
            {
                case RouteConstants.IFLA_IFNAME: name = attribute.AsText(); break;
                case RouteConstants.IFLA_ADDRESS: mac = FormatAddress(attribute.Value); break;
                case RouteConstants.IFLA_MTU: mtu = attribute.As<int>(); break;
                case RouteConstants.IFLA_MASTER: master = attribute.As<int>(); break;
                case RouteConstants.IFLA_LINK: lower = attribute.As<int>(); break;
                case RouteConstants.IFLA_LINK_NETNSID: lowerNamespace = attribute.As<int>(); break;
                case RouteConstants.IFLA_OPERSTATE: state = attribute.As<OperationalState>(); break;
                case RouteConstants.IFLA_CARRIER: carrier = attribute.As<byte>() != 0; break;
                case RouteConstants.IFLA_NUM_RX_QUEUES: rxQueues = attribute.As<int>(); break;
                case RouteConstants.IFLA_NUM_TX_QUEUES: txQueues = attribute.As<int>(); break;
                case RouteConstants.IFLA_PARENT_DEV_NAME: parentDevice = attribute.AsText(); break;
                case RouteConstants.IFLA_PARENT_DEV_BUS_NAME: parentBus = attribute.AsText(); break;
                case RouteConstants.IFLA_LINKINFO: (kind, underlay) = ParseInfo(attribute.Nested); break;
                case RouteConstants.IFLA_XDP: xdp = ParseXdp(attribute.Nested); break;
                case RouteConstants.IFLA_STATS64: statistics = StatisticsParser.ParseCounters(attribute.Value); break;
            }
        }

        return new Link(
            header.IfiIndex,
            name,
            header.IfiType,
            (LinkFlags)header.IfiFlags,
            mtu,
            mac,
            kind,
            master,
            lower == 0 ? underlay : lower,
            lowerNamespace,
            state,
            carrier,
            rxQueues,
            txQueues,
            parentDevice,
            parentBus,
            xdp,
            statistics);
    }

    /// <summary>A vxlan says nowhere else which device carries its packets.</summary>
    private static (string Kind, int Underlay) ParseInfo(NetlinkAttributes attributes)
    {
        var kind = "";
        NetlinkAttributes data = default;
        foreach (var attribute in attributes)
        {
            switch (attribute.Type)
            {
                case RouteConstants.IFLA_INFO_KIND: kind = attribute.AsText(); break;
                case RouteConstants.IFLA_INFO_DATA: data = attribute.Nested; break;
            }
        }

        return (kind, kind == "vxlan" ? ParseVxlan(data) : 0);
    }

    private static int ParseVxlan(NetlinkAttributes attributes)
    {
        var underlay = 0;
        foreach (var attribute in attributes)
        {
            if (attribute.Type == RouteConstants.IFLA_VXLAN_LINK)
            {
                underlay = attribute.As<int>();
            }
        }

        return underlay;
    }

    /// <summary>IFLA_XDP_PROG_ID is left aside: it repeats the id of the one mode in use, and every kernel since 4.20 sends the mode's own.</summary>
    private static LinkXdp ParseXdp(NetlinkAttributes attributes)
    {
        var mode = XdpMode.None;
        uint driver = 0, generic = 0, hardware = 0;
        foreach (var attribute in attributes)
        {
            switch (attribute.Type)
            {
                case RouteConstants.IFLA_XDP_ATTACHED: mode = attribute.As<XdpMode>(); break;
                case RouteConstants.IFLA_XDP_DRV_PROG_ID: driver = attribute.As<uint>(); break;
                case RouteConstants.IFLA_XDP_SKB_PROG_ID: generic = attribute.As<uint>(); break;
                case RouteConstants.IFLA_XDP_HW_PROG_ID: hardware = attribute.As<uint>(); break;
            }
        }

        return new LinkXdp(mode, driver, generic, hardware);
    }

    private static string FormatAddress(ReadOnlySpan<byte> bytes)
    {
        return bytes.IsEmpty
            ? ""
            : string.Create(bytes.Length * 3 - 1, bytes, static (text, address) =>
            {
                text.Fill(':');
                for (var i = 0; i < address.Length; i++)
                {
                    _ = Convert.TryToHexStringLower(address.Slice(i, 1), text[(i * 3)..], out _);
                }
            });
    }
}
