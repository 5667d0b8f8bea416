using System.Globalization;
using NetMonitor.Native.Bpf;
using NetMonitor.Native.Netlink;

namespace NetMonitor.Engine.Readers;

/// <summary>Who holds a NIC's XDP hooks, in words. Whoever it is, it is left alone.</summary>
internal static class ForeignXdp
{
    /// <summary>The ids of the programs on a NIC, each once.</summary>
    public static IEnumerable<uint> IdsOf(LinkXdp xdp) =>
        new[] { xdp.DriverProgramId, xdp.GenericProgramId, xdp.HardwareProgramId }.Where(id => id != 0).Distinct();

    /// <summary>All programs on a NIC, as "XDP program 42 (xdp_filter, tag 0123456789abcdef, held by a link) is on it already"; null where there is none.</summary>
    /// <param name="bpffs">Where the BPF file system is mounted.</param>
    public static string? Words(LinkXdp xdp, int ifindex, string bpffs)
    {
        var holders = IdsOf(xdp).Select(id => Words(Holder(id, ifindex, bpffs))).ToList();
        return holders.Count == 0 ? null : $"{string.Join(" and ", holders)} {(holders.Count == 1 ? "is" : "are")} on it already";
    }

    /// <summary>One program.</summary>
    public static string Words(XdpHolder holder)
    {
        string?[] known =
        [
            holder.Name is { Length: > 0 } name ? name : null,
            holder.Tag is { } tag ? $"tag {tag}" : null,
            holder.IsHeldByLink switch { true => "held by a link", false => "held by no link", null => null },
        ];
        var details = string.Join(", ", known.Where(one => one is not null));
        var id = string.Create(CultureInfo.InvariantCulture, $"{(holder.IsDispatcher ? "libxdp's dispatcher, " : "")}XDP program {holder.ProgramId}");
        return details.Length == 0 ? id : $"{id} ({details})";
    }

    /// <summary>Without libbpf no more than the id is known.</summary>
    private static XdpHolder Holder(uint id, int ifindex, string bpffs)
    {
        try
        {
            return XdpHolder.Of(id, ifindex, bpffs);
        }
        catch (DllNotFoundException)
        {
            return new XdpHolder(id, null, null, null, IsDispatcher: false);
        }
    }
}
