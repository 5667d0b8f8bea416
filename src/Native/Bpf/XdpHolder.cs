using System.Text;
using NetMonitor.Native.Errors;
using NetMonitor.Native.Interop;

namespace NetMonitor.Native.Bpf;

/// <summary>An XDP program on a NIC, whoever attached it: as much of it as this process may see. Its id anybody may.</summary>
/// <param name="Name">As its author called it, at most 15 characters; null where that may not be seen (CAP_SYS_ADMIN).</param>
/// <param name="Tag">A hash of its instructions, sixteen hex digits; null likewise.</param>
/// <param name="IsHeldByLink">Whether a link keeps it there, so that only who holds the link can take it off; null where that may not be seen.</param>
/// <param name="IsDispatcher">Whether it is that of libxdp, which runs the programs of several owners one after the other.</param>
public sealed unsafe record XdpHolder(uint ProgramId, string? Name, string? Tag, bool? IsHeldByLink, bool IsDispatcher)
{
    private const string Dispatcher = "xdp_dispatcher";

    /// <summary>A host with more is not searched to its end.</summary>
    private const int MostLinks = 65536;

    /// <param name="bpffs">Where the BPF file system is mounted: libxdp pins its dispatchers below it.</param>
    public static XdpHolder Of(uint programId, int ifindex, string bpffs)
    {
        var (name, tag) = NameAndTag(programId);
        var isDispatcher = name == Dispatcher || Directory.Exists(Path.Combine(bpffs, "xdp", $"dispatch-{ifindex}-{programId}"));
        return new XdpHolder(programId, name, tag, HasLink(programId, ifindex), isDispatcher);
    }

    private static (string? Name, string? Tag) NameAndTag(uint programId)
    {
        var descriptor = Libbpf.OpenProgram(programId);
        if (descriptor < 0)
        {
            return (null, null);
        }

        using var program = new DescriptorHandle(descriptor);
        var info = default(ProgramInfo);
        var length = (uint)sizeof(ProgramInfo);
        return Libbpf.GetInfo(descriptor, &info, ref length) < 0
            ? (null, null)
            : (Encoding.UTF8.GetString(new ReadOnlySpan<byte>(info.Name, ProgramInfo.NameLength)).TrimEnd('\0'),
                Convert.ToHexStringLower(new ReadOnlySpan<byte>(info.Tag, ProgramInfo.TagLength)));
    }

    private static bool? HasLink(uint programId, int ifindex)
    {
        uint id = 0;
        for (var seen = 0; seen < MostLinks; seen++)
        {
            uint next;
            if (Libbpf.NextLink(id, &next) is var result and < 0)
            {
                return -result == (int)Errno.ENOENT ? false : null;
            }

            id = next;
            var descriptor = Libbpf.OpenLink(id);
            if (-descriptor == (int)Errno.EPERM)
            {
                return null;
            }

            if (descriptor >= 0 && Holds(descriptor, programId, ifindex))
            {
                return true;
            }
        }

        return null;
    }

    private static bool Holds(int descriptor, uint programId, int ifindex)
    {
        using var link = new DescriptorHandle(descriptor);
        var info = ObjectInfo.Of(descriptor);
        return info.Type == BpfConstants.BPF_LINK_TYPE_XDP && info.LinkProgramId == programId && info.LinkIfindex == ifindex;
    }
}
