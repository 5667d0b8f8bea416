using System.Collections.Immutable;
using NetMonitor.Native.Abi;

namespace NetMonitor.Native.Tests.Bpf;

/// <summary>Frames cut short at every boundary of every header. What must be counted follows from the list of headers that the frame
/// was built from, not from its bytes.</summary>
public static class CutFrames
{
    private static readonly string[] Extensions = ["hopbyhop", "routing", "destinationoptions", "mobility", "fragment"];

    private static readonly string[] Rows =
    [
        "ipv4 tcp with options", "ipv4 udp", "ipv4 icmp", "ipv4 igmp", "ipv4 sctp", "ipv4 gre", "ipv4 esp", "ipv4 ah", "ipv4 ip in ip", "ipv4 6in4",
        "ipv6 tcp", "ipv6 udp", "ipv6 icmpv6", "ipv6 4in6", "ipv6 ip6 in ip6", "ipv4 with 40 bytes of options", "ipv6 of every extension",
        "ipv6 eight extensions", "ipv6 routing of 40 bytes", "qinq", "four tags", "vlan with arp",
    ];

    /// <summary>How much of a header must be there to be counted without complaint (the headers' own lengths, without options).</summary>
    private static readonly Dictionary<string, int> Needed = new()
    {
        ["tcp"] = 20,
        ["udp"] = 8,
        ["icmp"] = 8,
        ["icmpv6"] = 4,
        ["igmp"] = 8,
        ["sctp"] = 12,
        ["gre"] = 4,
        ["esp"] = 8,
        ["ah"] = 12,
        ["ipv4"] = 20,
        ["ipv6"] = 40,
    };

    /// <summary>Each row at each length from the Ethernet header to the whole frame.</summary>
    public static ImmutableArray<PacketRow> All { get; } =
        [.. Rows.Select(name => PacketTable.Rows.Single(row => row.Name == name)).SelectMany(row => Enumerable.Range(14, row.Frame.Length - 14).Select(length => Cut(row, length)))];

    /// <summary>BPF_PROG_TEST_RUN makes no packet of a frame that announces IP right behind Ethernet and holds less than its header; such
    /// frames meet the TC programs on a real NIC, in the lab.</summary>
    public static bool IsRefusedByTestRun(PacketRow row) =>
        row.Frame.Parts[1] is { Name: "ipv4" or "ipv6" } ip && row.Frame.Length < ip.Offset + (ip.Name == "ipv4" ? 20 : 40);

    private static PacketRow Cut(PacketRow whole, int length)
    {
        var parts = whole.Frame.Parts;
        var cut = whole with { Name = $"{whole.Name} cut to {length}", Frame = whole.Frame.CutTo(length), TcpFlags = null };
        var tags = parts.Count(part => part.Name == "vlan" && part.End <= length);
        if (parts.Any(part => part.Name == "vlan" && part.End > length))
        {
            return cut with { Class = NmClass.OtherL2, Malformed = NmLayer.Link, Tags = tags };
        }

        if (parts.All(part => part.Name is not ("ipv4" or "ipv6")))
        {
            return cut;
        }

        var ip = parts.First(part => part.Name is "ipv4" or "ipv6");
        var malformed = (ip.Name == "ipv4" ? NmClass.V4 : NmClass.V6) + (int)NmProtocol.Malformed;
        if (ip.End > length)
        {
            return cut with { Class = malformed, Malformed = NmLayer.Network };
        }

        var above = parts.SkipWhile(part => part != ip).Skip(1).ToArray();
        var chain = above.TakeWhile(part => ip.Name == "ipv6" && (Extensions.Contains(part.Name) || part.Name == "ah")).ToArray();
        if (chain.Any(part => part.End > length))
        {
            return cut with { Class = malformed, Malformed = NmLayer.Extension };
        }

        var transport = above[chain.Length];
        var isWhole = transport.Offset + Needed[transport.Name] <= length;
        return cut with { Malformed = isWhole ? null : NmLayer.Transport, TcpFlags = isWhole ? whole.TcpFlags : null };
    }
}
