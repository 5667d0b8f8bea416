using System.Runtime.InteropServices;

namespace NetMonitor.Native.Interop;

/// <summary>The start of libbpf's struct bpf_map_create_opts. Every version accepts a shorter one: the size says where it ends.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct MapCreateOptions
{
    public nuint Sz;
    public uint BtfFd;
    public uint BtfKeyTypeId;
    public uint BtfValueTypeId;
    public uint BtfVmlinuxValueTypeId;
    public uint InnerMapFd;
    public uint MapFlags;
}
