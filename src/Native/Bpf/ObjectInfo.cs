using System.Runtime.InteropServices;
using NetMonitor.Native.Errors;
using NetMonitor.Native.Interop;

namespace NetMonitor.Native.Bpf;

/// <summary>The first words of struct bpf_prog_info, bpf_map_info and bpf_link_info (linux/bpf.h): which one it is follows from the
/// descriptor. The link's interface stands first in the union, for XDP and TCX alike.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct ObjectInfo
{
    public uint Type;

    /// <summary>Of a program or a map: its id. Of a link: its id.</summary>
    public uint Id;

    public uint LinkProgramId;
    public uint Pad;
    public int LinkIfindex;
    public uint LinkAttachType;

    public readonly uint LinkId => Id;

    /// <exception cref="BpfException">The descriptor is closed, or is none of BPF.</exception>
    public static ObjectInfo Of(int descriptor)
    {
        var info = default(ObjectInfo);
        var length = (uint)sizeof(ObjectInfo);
        var result = Libbpf.GetInfo(descriptor, &info, ref length);
        return result == 0
            ? info
            : throw new BpfException("ask about the descriptor", $"{descriptor}", (Errno)(-result), "it was closed by somebody else in this process");
    }
}
